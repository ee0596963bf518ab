package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A simulated map written as a scan over its steps, which has a backward rule whose cost does not
/// grow with the number of parameters.
final class MapAsScan {
  private MapAsScan() {}

  /// A block with the operands and results of `map`, of which `discarded` steps are thrown away.
  static Block block(Region.SimulateMap map, long discarded, Builder b) {
    Block single = single(map, discarded, b);
    return map.members()
        .map(members -> Batching.batch(single, members.differs(), members.size(), b.names()))
        .orElse(single);
  }

  private static Block single(Region.SimulateMap map, long discarded, Builder outer) {
    int n = map.states().size();
    int m = map.environment().size();
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> parameters = SingleMember.parameters(map, outer.names());
    List<Var> states = parameters.subList(0, n);
    List<Var> environment = parameters.subList(n, n + m);
    Dim steps = map.steps();
    Dim saved = steps.plus(Dim.ONE);
    List<Var> carried = new ArrayList<>(List.of(b.integer(0)));
    carried.addAll(states);
    List<Var> start =
        discarded == 0
            ? carried
            : scan(turn(map, false, outer), Dim.of(discarded), carried, environment, b);
    List<Var> run = scan(turn(map, true, outer), steps, start, environment, b);
    List<Var> results = new ArrayList<>();
    for (int k = 1; k <= n; k++) {
      Var first = b.reshape(start.get(k), start.get(k).type().under(Dim.ONE).dims());
      results.add(b.concat(List.of(first, run.get(n + k)), 0));
    }
    List<Var> arguments = new ArrayList<>();
    arguments.add(b.slice(b.iota(saved.plus(Dim.of(discarded))), 0, Dim.of(discarded), saved, 1));
    arguments.addAll(results);
    arguments.addAll(environment);
    List<Boolean> batched = new ArrayList<>(Collections.nCopies(n + 1, true));
    batched.addAll(Collections.nCopies(m, false));
    Block outputs = Batching.batch(map.outputs(), batched, saved, outer.names());
    results.addAll(Blocks.inline(outputs, arguments, b));
    return new Block(parameters, b.lets(), results);
  }

  private static List<Var> scan(
      Block turn, Dim length, List<Var> carried, List<Var> environment, Builder b) {
    return b.emitAll(
        "x", new Region.Scan(turn, length, carried, List.of(), environment, Optional.empty()));
  }

  /// The body `(step, states…, environment…) → (step + 1, states…)`, with the states a second time
  /// if they are to be `saved`.
  private static Block turn(Region.SimulateMap map, boolean saved, Builder outer) {
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> parameters = map.next().parameters().stream().map(outer.names()::freshLike).toList();
    List<Var> next = Blocks.inline(map.next(), parameters, b);
    List<Var> results = new ArrayList<>();
    results.add(b.add(parameters.getFirst(), b.integer(1)));
    results.addAll(next);
    if (saved) {
      results.addAll(next);
    }
    return new Block(parameters, b.lets(), results);
  }
}
