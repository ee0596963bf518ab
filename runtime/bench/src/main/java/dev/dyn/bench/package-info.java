/// Measures programs of Dyn and the kernels beneath them, in the way that the peers' harness
/// measures theirs.
package dev.dyn.bench;
