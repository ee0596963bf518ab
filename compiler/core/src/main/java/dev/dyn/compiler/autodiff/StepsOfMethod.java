package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.InsideStep;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The steps of `method` as lines: their ends, what is inside them, and what is computed at many
/// times at once.
///
/// @param field `(t, states…, environment…)` → the derivatives of the first states; the others wait
record StepsOfMethod(Method method, Block field) {

  /// The states `x` after a step of size `h` from the time `t`.
  List<Var> after(List<Var> x, Var t, Var h, List<Var> environment, Builder b) {
    int moving = field.results().size();
    List<Var> waiting = x.subList(moving, x.size());
    List<Var> arguments = new ArrayList<>(List.of(b.integer(0)));
    arguments.addAll(x.subList(0, moving));
    arguments.addAll(List.of(t, h));
    arguments.addAll(waiting);
    arguments.addAll(environment);
    Block step = FixedSteps.step(method.tableau(), new FlowSystem(field));
    List<Var> there = new ArrayList<>(Blocks.inline(step, arguments, b).subList(1, 1 + moving));
    there.addAll(waiting);
    return there;
  }

  /// The states at the times `at` (f64 `[times]`), each inside a step of its own.
  ///
  /// @param t where the steps begin
  /// @param h their sizes
  /// @param x the states where they begin, `[times, …]`
  List<Var> inside(Var at, Var t, Var h, List<Var> x, List<Var> environment, Builder b) {
    List<Var> own = new ArrayList<>(List.of(at, t, h));
    own.addAll(x);
    Block inside = InsideStep.block(method.tableau(), new FlowSystem(field), b.names());
    List<Var> there = new ArrayList<>(atTimes(inside, own, environment, b));
    there.addAll(x.subList(field.results().size(), x.size()));
    return there;
  }

  /// The results of `block`, which takes `own` of a time and then `shared`, at all times at once.
  ///
  /// @param own `[times, …]`
  static List<Var> atTimes(Block block, List<Var> own, List<Var> shared, Builder b) {
    List<Boolean> perTime = new ArrayList<>(Collections.nCopies(own.size(), true));
    perTime.addAll(Collections.nCopies(shared.size(), false));
    List<Var> arguments = new ArrayList<>(own);
    arguments.addAll(shared);
    Dim times = own.getFirst().type().dim(0);
    return Blocks.inline(Batching.batch(block, perTime, times, b.names()), arguments, b);
  }

  /// The numbers of `times`.
  static Var constant(SavedTimes times, Builder b) {
    double[] at = IntStream.range(0, times.count()).mapToDouble(times::time).toArray();
    return b.constant(Tensor.vector(at));
  }
}
