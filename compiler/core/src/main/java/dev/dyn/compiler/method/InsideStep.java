package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.List;

/// Dense output from nothing but where a step began: all its stages are computed again.
public final class InsideStep {
  private InsideStep() {}

  /// `(time, t, h, states…, environment…)` → the states at `time`, which lies in the step of size h
  /// from t and the given states.
  ///
  /// @param m a method with an error estimate, and so with dense output
  public static Block block(Tableau m, FlowSystem system, Names names) {
    Builder b = new Builder(names);
    Var time = names.fresh("time", Type.F64);
    Var t = names.fresh("t", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    List<Var> environment = system.environmentParameters(names);
    List<List<Var>> slopes =
        RungeKutta.stages(b, m, m.stages(), system, t, h, x, List.of(), environment);
    int given = 0;
    if (!m.isFirstSameAsLast()) {
      List<Var> after = SlopeSums.advance(b, x, h, m.b(), slopes);
      slopes.add(system.slopes(b, b.add(t, h), after, environment));
      given = 1;
    }
    for (List<Double> row : m.extra().subList(given, m.extra().size())) {
      List<Double> weights = row.subList(1, row.size());
      slopes.add(
          RungeKutta.stage(b, row.getFirst(), weights, system, t, h, x, slopes, environment));
    }
    Var share = b.div(b.sub(time, t), h);
    List<Var> results = AdaptiveSteps.inside(b, m, share, h, x, slopes);
    return b.block(join(List.of(time, t, h), x, environment), results);
  }
}
