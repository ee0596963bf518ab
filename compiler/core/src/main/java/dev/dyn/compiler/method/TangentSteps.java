package dev.dyn.compiler.method;

import static dev.dyn.compiler.method.FixedSteps.join;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Steps of states together with tangent vectors that are made orthonormal after each step, with
/// the logarithms of the lengths that this takes off summed up: Lyapunov exponents after Benettin,
/// Galgani, Giorgilli, Strelcyn (1980), Meccanica 15, 9–30. For fixed steps and maps the whole of
/// it is one block, so that it stays in registers under `Kernel.iterate`.
///
/// There is one tensor of vectors for each state, `[count, state…]`; what is orthonormal are the
/// vectors over all states.
public final class TangentSteps {
  private TangentSteps() {}

  /// `(n, states…, vectors…, sums, t0, h, environment…)` → `(n + 1, states…, vectors…, sums)` one
  /// step later.
  ///
  /// @param system of states and vectors
  public static Block flow(Tableau m, FlowSystem system, int count) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var n = names.fresh("n", Type.I64);
    List<Var> x = system.stateParameters(names, "");
    Var sums = names.fresh("sums", Type.F64.under(Dim.of(count)));
    Var t0 = names.fresh("t0", Type.F64);
    Var h = names.fresh("h", Type.F64);
    List<Var> environment = system.environmentParameters(names);
    List<Var> after = FixedSteps.advanced(b, m, system, n, t0, h, x, environment);
    List<Var> parameters = join(List.of(n), x, List.of(sums, t0, h), environment);
    return b.block(parameters, results(b, n, after, sums));
  }

  /// `(n, states…, vectors…, sums, environment…)` → `(n + 1, states…, vectors…, sums)` one step
  /// later; `next` is closed and takes `(n, states…, vectors…, environment…)`.
  public static Block map(Block next, int count) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> given = next.parameters().stream().map(names::freshLike).toList();
    int carried = 1 + next.results().size();
    Var sums = names.fresh("sums", Type.F64.under(Dim.of(count)));
    List<Var> after = Blocks.inline(next, given, b);
    List<Var> parameters =
        join(given.subList(0, carried), List.of(sums), given.subList(carried, given.size()));
    return b.block(parameters, results(b, given.getFirst(), after, sums));
  }

  private static List<Var> results(Builder b, Var n, List<Var> after, Var sums) {
    int states = after.size() / 2;
    Renewed renewed = orthonormal(b, after.subList(states, 2 * states));
    return join(
        List.of(b.add(n, b.integer(1))),
        after.subList(0, states),
        renewed.vectors,
        List.of(b.add(sums, renewed.logs)));
  }

  /// `(vectors…)` → `(orthonormal vectors…, logarithms of the lengths)`.
  public static Block orthonormal(List<Type> vectors) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> given = vectors.stream().map(type -> names.fresh("v", type)).toList();
    Renewed renewed = orthonormal(b, given);
    return b.block(given, join(renewed.vectors, List.of(renewed.logs)));
  }

  /// What follows an accepted step of an adaptive method: `(t, states…, vectors…, environment…)` →
  /// `(orthonormal vectors…, logarithms of the lengths, slopes of states and vectors…)`.
  public static Block renewed(FlowSystem system) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    List<Var> x = system.stateParameters(names, "");
    List<Var> environment = system.environmentParameters(names);
    int states = x.size() / 2;
    Renewed renewed = orthonormal(b, x.subList(states, 2 * states));
    List<Var> now = join(x.subList(0, states), renewed.vectors);
    List<Var> slopes = system.slopes(b, t, now, environment);
    return b.block(
        join(List.of(t), x, environment), join(renewed.vectors, List.of(renewed.logs), slopes));
  }

  private record Renewed(List<Var> vectors, Var logs) {}

  private static Renewed orthonormal(Builder b, List<Var> vectors) {
    Dim count = vectors.getFirst().type().dim(0);
    Elem elem = commonElem(vectors);
    List<Var> flat = new ArrayList<>();
    for (Var v : vectors) {
      flat.add(b.reshape(b.convert(v, elem), List.of(count, v.type().inner(1).count())));
    }
    List<Var> both =
        b.emitAll(
            "q", new Op.ArrayCall(ArrayFunctions.ORTHONORMALIZE, List.of(b.concat(flat, 1)), 0));
    List<Var> parts = new ArrayList<>();
    Dim from = Dim.ZERO;
    for (Var v : vectors) {
      Dim size = v.type().inner(1).count();
      Var part = b.reshape(b.slice(both.getFirst(), 1, from, size, 1), v.type().dims());
      parts.add(b.convert(part, v.type().elem()));
      from = from.plus(size);
    }
    return new Renewed(parts, b.convert(both.getLast(), Elem.F64));
  }

  /// States of several precisions are made orthonormal in the wider one.
  private static Elem commonElem(List<Var> vectors) {
    Elem first = vectors.getFirst().type().elem();
    return vectors.stream().allMatch(v -> v.type().elem() == first) ? first : Elem.F64;
  }
}
