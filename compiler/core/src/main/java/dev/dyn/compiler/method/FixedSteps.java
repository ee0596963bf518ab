package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Steps of one size, made to be run by `Kernel.iterate`: what a step gives is what the next one
/// takes, in the same order.
///
/// Time does not drift: it is `t0 + n*h`, rounded once, with a whole number n that is carried
/// along.
public final class FixedSteps {
  private FixedSteps() {}

  /// `(n, states…, t0, h, environment…)` → `(n + 1, states after the step…)`.
  public static Block step(Tableau m, FlowSystem system) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var n = names.fresh("n", Type.I64);
    List<Var> x = system.stateParameters(names, "");
    Var t0 = names.fresh("t0", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> environment = system.environmentParameters(names);

    List<Var> results = new ArrayList<>();
    results.add(b.add(n, b.integer(1)));
    results.addAll(advanced(b, m, system, n, t0, h, x, environment));
    return b.block(join(List.of(n), x, List.of(t0, h), environment), results);
  }

  /// The states after step n.
  static List<Var> advanced(
      Builder b,
      Tableau m,
      FlowSystem system,
      Var n,
      Var t0,
      Var h,
      List<Var> x,
      List<Var> environment) {
    Var t = b.fma(b.convert(n, Elem.F64), h, t0);
    List<List<Var>> slopes = new ArrayList<>();
    Movement movement = new Movement(b, m.b().subList(0, m.slopesOfFixedStep()));
    for (int i = 0; i < m.slopesOfFixedStep(); i++) {
      slopes.add(
          i == 0
              ? system.slopes(b, t, x, environment)
              : RungeKutta.stage(
                  b, m.c().get(i), m.a().get(i), system, t, h, x, slopes, environment));
      movement.add(slopes.getLast());
    }
    return movement.from(x, h);
  }

  /// A map as a step: `(n, states…, environment…)` → `(n + 1, next states…)`. `next` is closed and
  /// takes the same.
  public static Block map(Block next) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> parameters = next.parameters().stream().map(names::freshLike).toList();
    List<Var> results = new ArrayList<>();
    results.add(b.add(parameters.getFirst(), b.integer(1)));
    results.addAll(Blocks.inline(next, parameters, b));
    return b.block(parameters, results);
  }

  @SafeVarargs
  static List<Var> join(List<Var>... parts) {
    List<Var> all = new ArrayList<>();
    for (List<Var> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
