/// Bytecode, operation by operation: a `Machine` knows how numbers (or vectors of members) are
/// computed, `LineWriter` writes lines of a scalar program with one, `ClassText` holds the class.
/// Both regimes write with these.
package dev.dyn.jvm.emit;
