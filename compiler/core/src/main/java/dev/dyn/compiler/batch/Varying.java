package dev.dyn.compiler.batch;

import dev.dyn.compiler.ir.Var;

/// A variable of a batched block: one that `varies` carries the batch as its outermost axis,
/// another is shared by all elements.
public record Varying(Var var, boolean varies) {
  static Varying shared(Var var) {
    return new Varying(var, false);
  }
}
