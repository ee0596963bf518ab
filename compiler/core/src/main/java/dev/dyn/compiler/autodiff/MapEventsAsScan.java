package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A map with events, whose conditions are looked at after each step, as a loop over its steps and
/// events. The times of events are whole numbers, so an event is a branch that is taken or not, and
/// the derivative is that of the branches taken.
///
/// The run itself comes first, as it is, and tells which events happen when; the loop does the same
/// steps and actions again.
final class MapEventsAsScan {
  private final Region.SimulateHybrid region;
  private final Motion.Steps map;
  private final long discarded;
  private final Names names;
  private final int site;
  private final int n;

  private MapEventsAsScan(
      Region.SimulateHybrid region, Motion.Steps map, long discarded, Builder outer) {
    this.region = region;
    this.map = map;
    this.discarded = discarded;
    this.names = outer.names();
    this.site = outer.site();
    this.n = region.states().size();
  }

  /// A block with the operands and results of `region`, if it is a map of which a known number of
  /// steps is thrown away.
  static Optional<Block> block(Region.SimulateHybrid region, Builder outer) {
    if (!(region.motion() instanceof Motion.Steps map)) {
      return Optional.empty();
    }
    return KnownValue.of(map.discard(), outer)
        .filter(value -> value.shape().rank() == 0)
        .map(value -> new MapEventsAsScan(region, map, value.intAt(0), outer).whole());
  }

  private Block whole() {
    Block single = single();
    return region
        .members()
        .map(members -> Batching.batch(single, members.differs(), members.size(), names))
        .orElse(single);
  }

  private Block single() {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> parameters = SingleMember.parameters(region, names);
    int m = region.environment().size();
    List<Var> states = parameters.subList(0, n);
    List<Var> environment = parameters.subList(n, n + m);
    List<Var> run = b.emitAll("run", itself(parameters, b));
    int statistics = n + region.outputs().results().size();

    Dim steps = map.steps().plus(Dim.of(discarded));
    Var saved = b.convert(b.iota(steps.plus(Dim.ONE)), Elem.F64);
    Var times = b.convert(run.get(statistics + 1), Elem.F64);
    StepsAndEvents rows = StepsAndEvents.of(saved, times, run.get(statistics + 2), b);
    List<Var> carried = new ArrayList<>(states);
    carried.add(b.integer(0));
    List<Var> around = new ArrayList<>(environment);
    around.add(parameters.get(n + m));
    Region.Scan scan =
        new Region.Scan(
            turn(),
            rows.rows(),
            carried,
            List.of(rows.h(), rows.which(), rows.index()),
            around,
            Optional.empty());
    List<Var> after = b.emitAll("x", scan).subList(n + 1, 2 * n + 1);

    Dim count = map.steps().plus(Dim.ONE);
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Var first = b.reshape(states.get(k), states.get(k).type().under(Dim.ONE).dims());
      Var rest = StepsAndEvents.gather(after.get(k), rows.lastRow(), b);
      results.add(b.slice(b.concat(List.of(first, rest), 0), 0, Dim.of(discarded), count, 1));
    }
    List<Var> observed = new ArrayList<>();
    observed.add(b.slice(b.iota(steps.plus(Dim.ONE)), 0, Dim.of(discarded), count, 1));
    observed.addAll(results);
    results.addAll(StepsOfMethod.atTimes(region.outputs(), observed, environment, b));
    results.addAll(run.subList(statistics, run.size()));
    return new Block(parameters, b.lets(), results);
  }

  /// The run as it is, of one member; a constant to derivatives.
  private Region.SimulateHybrid itself(List<Var> parameters, Builder b) {
    var next = StepwiseRun.constants(parameters, b).iterator();
    Region.SimulateHybrid same = (Region.SimulateHybrid) region.mapOperands(_ -> next.next());
    return same.with(same.environment(), Optional.empty());
  }

  /// `(states…, step, h, which, index, environment…, stream)` → the states and the number of steps
  /// afterwards, and the states once more. A row is a step (h is 1), an event, or nothing.
  private Block turn() {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> like = map.next().parameters();
    List<Var> x = like.subList(1, 1 + n).stream().map(names::freshLike).toList();
    List<Var> environment =
        like.subList(1 + n, like.size()).stream().map(names::freshLike).toList();
    Var step = names.fresh("n", Type.I64);
    Var h = names.fresh("h", Type.F64);
    Var which = names.fresh("which", Type.I64);
    Var index = names.fresh("index", Type.I64);
    Var stream = names.fresh("stream", Type.I64);

    List<Var> now = new ArrayList<>(List.of(step));
    now.addAll(x);
    now.addAll(environment);
    Var isStep = b.call(Scalars.LT, b.real(0, Elem.F64), h);
    List<Var> acted = HybridTurn.acted(region, which, step, stream, index, x, environment, b);
    List<Var> states = StepsAndEvents.selected(isStep, Blocks.inline(map.next(), now, b), acted, b);
    List<Var> results = new ArrayList<>(states);
    results.add(b.select(isStep, b.add(step, b.integer(1)), step));
    results.addAll(states);
    List<Var> parameters = new ArrayList<>(x);
    parameters.addAll(List.of(step, h, which, index));
    parameters.addAll(environment);
    parameters.add(stream);
    return new Block(parameters, b.lets(), results);
  }
}
