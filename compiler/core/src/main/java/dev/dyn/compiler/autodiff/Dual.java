package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.Optional;

/// A value and how it changes with what one differentiates by: a tensor of the same type, absent
/// where it does not change.
public record Dual(Var value, Optional<Var> tangent) {
  public static Dual constant(Var value) {
    return new Dual(value, Optional.empty());
  }

  public static Dual of(Var value, Var tangent) {
    return new Dual(value, Optional.of(tangent));
  }

  /// The tangent, written as zeros where it is absent.
  public Var tangentOrZero(Builder b) {
    return tangent.orElseGet(() -> b.fill(0, value.type()));
  }
}
