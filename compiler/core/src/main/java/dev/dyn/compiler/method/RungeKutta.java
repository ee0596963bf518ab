package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;

/// The stages of an explicit Runge–Kutta step as lines of IR.
///
/// Example: with [Tableau] `midpoint` and the field x' = f(t, x) the lines are those of `k0 = f(t,
/// x)`, `k1 = f(t + h/2, x + h*(k0/2))`.
final class RungeKutta {
  private RungeKutta() {}

  /// The first `count` stages, of which the first may be known already (`known`, else empty).
  static List<List<Var>> stages(
      Builder b,
      Tableau m,
      int count,
      FlowSystem system,
      Var t,
      Var h,
      List<Var> x,
      List<Var> known,
      List<Var> environment) {
    List<List<Var>> slopes = new ArrayList<>();
    slopes.add(known.isEmpty() ? system.slopes(b, t, x, environment) : known);
    for (int i = 1; i < count; i++) {
      slopes.add(stage(b, m.c().get(i), m.a().get(i), system, t, h, x, slopes, environment));
    }
    return slopes;
  }

  /// One stage from those before it.
  static List<Var> stage(
      Builder b,
      double c,
      List<Double> row,
      FlowSystem system,
      Var t,
      Var h,
      List<Var> x,
      List<List<Var>> before,
      List<Var> environment) {
    List<Var> at = SlopeSums.advance(b, x, h, row, before);
    return system.slopes(b, SlopeSums.timeAt(b, t, h, c), at, environment);
  }
}
