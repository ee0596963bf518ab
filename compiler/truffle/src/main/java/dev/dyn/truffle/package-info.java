/// The engine `interpreter` and the polyglot language `dyn`, on Truffle.
package dev.dyn.truffle;
