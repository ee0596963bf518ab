package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Which values depend, by real numbers all the way, on those that one differentiates by. The
/// others have no derivatives to carry.
final class Activity {
  private Activity() {}

  /// The active variables of `block`, if the parameters marked in `active` are.
  static Set<Var> of(Block block, List<Boolean> active) {
    Set<Var> found = new HashSet<>();
    for (int k = 0; k < active.size(); k++) {
      Var parameter = block.parameters().get(k);
      if (active.get(k) && isReal(parameter)) {
        found.add(parameter);
      }
    }
    for (Let let : block.lets()) {
      List<Boolean> targets = targets(let.op(), found);
      for (int k = 0; k < targets.size(); k++) {
        if (targets.get(k)) {
          found.add(let.targets().get(k));
        }
      }
    }
    return found;
  }

  /// Which results of `block` are active.
  static List<Boolean> results(Block block, List<Boolean> active) {
    Set<Var> found = of(block, active);
    return block.results().stream().map(found::contains).toList();
  }

  /// Which results of `op` are active.
  static List<Boolean> targets(Op op, Set<Var> active) {
    boolean reached = op.operands().stream().anyMatch(active::contains);
    boolean stops =
        op instanceof Op.Elementwise(var fn, _) && fn.partials() instanceof ScalarFn.Partials.Zero;
    List<Boolean> targets =
        Types.of(op).stream().map(type -> reached && !stops && type.elem().isReal()).toList();
    return reached && op instanceof Region region ? through(region, active, targets) : targets;
  }

  private static List<Boolean> through(Region region, Set<Var> active, List<Boolean> all) {
    return switch (region) {
      case Region.SimulateFlow flow -> {
        List<Boolean> states = states(flow, active);
        List<Boolean> results = new ArrayList<>(List.of(false));
        results.addAll(states);
        results.addAll(
            results(flow.outputs(), inner(1, states, marks(flow.environment(), active))));
        results.add(false);
        yield results;
      }
      case SimulateDiffusion run -> {
        List<Boolean> states = states(run, active);
        List<Boolean> results = new ArrayList<>(List.of(false));
        results.addAll(states);
        results.addAll(results(run.outputs(), inner(1, states, marks(run.environment(), active))));
        results.add(false);
        yield results;
      }
      case Region.SimulateMap map -> {
        List<Boolean> states = states(map, active);
        List<Boolean> results = new ArrayList<>(states);
        results.addAll(results(map.outputs(), inner(1, states, marks(map.environment(), active))));
        yield results;
      }
      case Region.Scan scan -> results(scan.body(), parameters(scan, active));
      case FixedPoint point -> {
        boolean moves = point.environment().stream().anyMatch(active::contains);
        yield point.states().stream().map(_ -> moves).toList();
      }
      case Region.LyapunovFlow _, Region.LyapunovMap _, Region.SimulateHybrid _, Nudge _ -> all;
    };
  }

  /// Which states of a flow are active at some time.
  static List<Boolean> states(Region.SimulateFlow flow, Set<Var> active) {
    List<Boolean> environment = marks(flow.environment(), active);
    return settled(
        marks(flow.states(), active),
        states -> results(flow.field(), inner(1, states, environment)));
  }

  /// Which states of stochastic equations are active at some time.
  static List<Boolean> states(SimulateDiffusion run, Set<Var> active) {
    List<Boolean> environment = marks(run.environment(), active);
    return settled(
        marks(run.states(), active),
        states -> {
          List<Boolean> drift = results(run.drift(), inner(1, states, environment));
          List<Boolean> noise = results(run.diffusion(), ofDiffusion(run, states, environment));
          return IntStream.range(0, drift.size())
              .mapToObj(k -> drift.get(k) || noise.get(k))
              .toList();
        });
  }

  /// Which parameters of the diffusion are active; noises are not.
  static List<Boolean> ofDiffusion(
      SimulateDiffusion run, List<Boolean> states, List<Boolean> environment) {
    List<Boolean> noises = Collections.nCopies(run.noises(), false);
    return joined(inner(1, states, noises), environment, List.of());
  }

  /// Which states of a map are active at some step.
  static List<Boolean> states(Region.SimulateMap map, Set<Var> active) {
    List<Boolean> environment = marks(map.environment(), active);
    return settled(
        marks(map.states(), active), states -> results(map.next(), inner(1, states, environment)));
  }

  /// Which parameters of a scan's body are active at some turn.
  static List<Boolean> parameters(Region.Scan scan, Set<Var> active) {
    List<Boolean> rows = marks(scan.scanned(), active);
    List<Boolean> environment = marks(scan.environment(), active);
    List<Boolean> carried =
        settled(
            marks(scan.carried(), active),
            now -> results(scan.body(), joined(now, rows, environment)));
    return joined(carried, rows, environment);
  }

  /// What is active after any number of turns.
  private static List<Boolean> settled(List<Boolean> start, UnaryOperator<List<Boolean>> turn) {
    List<Boolean> now = start;
    while (true) {
      List<Boolean> before = now;
      List<Boolean> after = turn.apply(before);
      List<Boolean> either =
          IntStream.range(0, before.size()).mapToObj(k -> before.get(k) || after.get(k)).toList();
      if (either.equals(before)) {
        return before;
      }
      now = either;
    }
  }

  static List<Boolean> marks(List<Var> vars, Set<Var> active) {
    return vars.stream().map(active::contains).toList();
  }

  /// Marks for `count` parameters that are never active, then the others.
  private static List<Boolean> inner(int count, List<Boolean> states, List<Boolean> environment) {
    List<Boolean> none = Collections.nCopies(count, false);
    return joined(none, states, environment);
  }

  static List<Boolean> joined(List<Boolean> a, List<Boolean> b, List<Boolean> c) {
    List<Boolean> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    return all;
  }

  private static boolean isReal(Var v) {
    return v.type().elem().isReal();
  }
}
