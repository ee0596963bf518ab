/// Turns a block that works on one element into one that works on many at once.
package dev.dyn.compiler.batch;
