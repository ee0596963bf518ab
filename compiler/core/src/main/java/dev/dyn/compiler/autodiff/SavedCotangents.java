package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What the cotangents of a flow's results, its outputs included, are for the states at the saved
/// times and for the environment.
///
/// @param states for each state, `[T, …]`
/// @param environment for each active one of the environment
record SavedCotangents(List<Var> states, List<Var> environment) {

  /// @param flow without members
  /// @param times the saved times `[T]`
  /// @param saved each state at the saved times
  /// @param w of the region's results
  /// @param states which states are active
  /// @param environment which of the environment is active
  static SavedCotangents of(
      Region.SimulateFlow flow,
      Var times,
      List<Var> saved,
      List<Optional<Var>> w,
      List<Boolean> states,
      List<Boolean> environment,
      Builder b) {
    int n = saved.size();
    List<Var> arguments = new ArrayList<>(List.of(times));
    arguments.addAll(saved);
    arguments.addAll(flow.environment());
    List<Boolean> perTime = new ArrayList<>(Collections.nCopies(1 + n, true));
    perTime.addAll(Collections.nCopies(flow.environment().size(), false));
    Builder one = new Builder(b.names());
    List<Var> parameters =
        new ArrayList<>(flow.outputs().parameters().stream().map(b.names()::freshLike).toList());
    List<Boolean> active = Activity.joined(List.of(false), states, environment);
    Pullback pullback = Reverse.run(flow.outputs(), List.copyOf(parameters), active, one);
    List<Optional<Var>> seeds = new ArrayList<>();
    for (int k = 0; k < flow.outputs().results().size(); k++) {
      Type type = flow.outputs().results().get(k).type();
      Optional<Var> given = w.get(1 + n + k);
      Optional<Var> seed = given.map(_ -> b.names().fresh("w", type));
      seed.ifPresent(parameters::add);
      given.ifPresent(arguments::add);
      given.ifPresent(_ -> perTime.add(true));
      seeds.add(seed);
    }
    List<Optional<Var>> back = pullback.pull(seeds);
    List<Var> present = back.stream().flatMap(Optional::stream).toList();
    Block block = new Block(parameters, one.lets(), present);
    Iterator<Var> found =
        Blocks.inline(Batching.batch(block, perTime, flow.grid().count(), b.names()), arguments, b)
            .iterator();
    List<Var> ofStates = new ArrayList<>();
    List<Var> sums = new ArrayList<>();
    for (int k = 1; k < back.size(); k++) {
      Optional<Var> more = back.get(k).map(_ -> found.next());
      if (k <= n) {
        Type type = saved.get(k - 1).type();
        Var own = w.get(k).orElseGet(() -> b.fill(0, type));
        ofStates.add(more.map(v -> b.add(own, v)).orElse(own));
      } else if (environment.get(k - 1 - n)) {
        Type type = flow.environment().get(k - 1 - n).type();
        sums.add(
            more.map(v -> b.reduce(ReduceFn.SUM, v, List.of(0))).orElseGet(() -> b.fill(0, type)));
      }
    }
    return new SavedCotangents(List.copyOf(ofStates), List.copyOf(sums));
  }
}
