/// What a run gave, as values that every polyglot language understands.
package dev.dyn.truffle.values;
