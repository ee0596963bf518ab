package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Var;

/// How the result changes with a value, per entry. One that `isCut` has passed a condition, so some
/// of its zeros mean "this branch was not taken" and must stay zero whatever they are multiplied
/// by.
record Cotangent(Var var, boolean isCut) {
  static Cotangent of(Var var) {
    return new Cotangent(var, false);
  }
}
