package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run with events as a loop over its steps and events ([HybridTurn]), of which reverse mode
/// takes the derivative at a cost that does not grow with the number of parameters.
///
/// The run itself comes first, as it is, saved after each of its steps: where these end, when
/// events happen and which counts as known. The loop then goes the same way again, with the times
/// of the events as functions of what one differentiates by, of which derivatives of any order are
/// those of the motion.
final class HybridAsSteps {
  /// With more active numbers than this, one way back is cheaper than one simulation for each.
  private static final long MOST_DIRECTIONS = 16;

  /// Events are found to a relative 1e-14 of the time; what is saved closer before one sees the
  /// states after it.
  private static final double CLOSE = 2e-14;

  private final Region.SimulateHybrid region;
  private final Motion.Flow flow;
  private final Builder b;
  private final int n;
  private final int moving;

  private HybridAsSteps(Region.SimulateHybrid region, Motion.Flow flow, Builder outer) {
    this.region = region;
    this.flow = flow;
    this.b = new Builder(outer.names());
    b.at(outer.site());
    this.n = region.states().size();
    this.moving = flow.field().results().size();
  }

  /// A block with the operands and results of `region`, if one way back pays and its steps can be
  /// followed: those of a single run of differential equations in double precision, saved at each
  /// step or, where the steps follow the error, at known times.
  static Optional<Block> block(Region.SimulateHybrid region, Set<Var> active, Builder outer) {
    boolean isDouble = region.rates().parameters().getFirst().type().equals(Type.F64);
    if (!(region.motion() instanceof Motion.Flow flow)
        || !region.firings().isEmpty()
        || !isDouble
        || region.members().isPresent()
        || steered(region, active)) {
      return Optional.empty();
    }
    if (flow.grid() instanceof TimeGrid.EachStep) {
      return Optional.of(new HybridAsSteps(region, flow, outer).write(Optional.empty()));
    }
    return flow.method() instanceof Method.Adaptive && pays(region, active)
        ? KnownTimes.of(flow.grid(), outer)
            .filter(times -> times.count() > 0 && times.end() > times.start())
            .map(times -> new HybridAsSteps(region, flow, outer).write(Optional.of(times)))
        : Optional.empty();
  }

  /// Whether what steers the method or the times is active.
  private static boolean steered(Region.SimulateHybrid region, Set<Var> active) {
    int first = region.states().size() + region.environment().size();
    List<Var> operands = region.operands();
    return operands.subList(first, operands.size()).stream().anyMatch(active::contains);
  }

  private static boolean pays(Region.SimulateHybrid region, Set<Var> active) {
    Dim count =
        region.operands().stream()
            .filter(active::contains)
            .distinct()
            .map(v -> v.type().count())
            .reduce(Dim.ZERO, Dim::plus);
    return count.isKnown() && count.value() > MOST_DIRECTIONS;
  }

  private Block write(Optional<SavedTimes> times) {
    List<Var> parameters = SingleMember.parameters(region, b.names());
    int m = region.environment().size();
    List<Var> states = parameters.subList(0, n);
    List<Var> environment = parameters.subList(n, n + m);
    Var stream = parameters.get(n + m);
    List<Var> run = b.emitAll("steps", stepwise(parameters, times));
    int outputs = times.isPresent() ? 0 : region.outputs().results().size();
    Var t = b.convert(run.getFirst(), Elem.F64);
    int eventsAt = 2 + n + outputs;
    StepsAndEvents rows = StepsAndEvents.of(t, run.get(eventsAt), run.get(eventsAt + 1), b);

    List<Var> carried = new ArrayList<>(states);
    carried.add(b.real(0, Elem.F64));
    List<Var> scanned =
        new ArrayList<>(List.of(rows.t(), rows.h(), rows.which(), rows.isFirst(), rows.index()));
    Var step = b.select(isEvent(rows), b.fill(0, rows.index().type()), rows.index());
    run.subList(1, 1 + n).forEach(x -> scanned.add(StepsAndEvents.gather(x, step, b)));
    List<Var> around = new ArrayList<>(environment);
    around.add(stream);
    Region.Scan scan =
        new Region.Scan(
            new HybridTurn(region, flow, b.site(), b.names()).block(times.isEmpty()),
            rows.rows(),
            carried,
            scanned,
            around,
            Optional.empty());
    List<Var> gone = b.emitAll("x", scan);
    List<Var> after = gone.subList(n + 1, 2 * (n + 1));

    List<Var> results = new ArrayList<>();
    if (times.isPresent()) {
      Var now = clock(b.add(b.real(times.get().end(), Elem.F64), gone.get(n)));
      List<Var> last =
          HybridTurn.nudged(flow, now, b.neg(gone.get(n)), gone.subList(0, n), environment, b);
      results.addAll(saved(course(carried, after, rows, t), last, times.get(), environment));
    } else {
      List<Var> there = new ArrayList<>(gone.subList(2 * (n + 1), gone.size()));
      there.addAll(after.subList(moving, n));
      results.add(run.getFirst());
      for (int k = 0; k < n; k++) {
        results.add(atSteps(states.get(k), there.get(k), rows));
      }
    }
    results.addAll(StepsOfMethod.atTimes(region.outputs(), List.copyOf(results), environment, b));
    results.add(run.get(1 + n + outputs));
    Var moved = StepsAndEvents.gather(after.getLast(), rows.eventRow(), b);
    results.add(b.add(run.get(eventsAt), b.convert(moved, run.get(eventsAt).type().elem())));
    results.add(run.get(eventsAt + 1));
    for (Var logged : after.subList(n - region.logged(), n)) {
      results.add(StepsAndEvents.gather(logged, rows.eventRow(), b));
    }
    return new Block(parameters, b.lets(), results);
  }

  private Var isEvent(StepsAndEvents rows) {
    return b.call(Scalars.LE, b.fill(0, rows.which().type()), rows.which());
  }

  /// The run as it is, saved after each step; a constant to derivatives.
  private Region.SimulateHybrid stepwise(List<Var> parameters, Optional<SavedTimes> times) {
    var next = StepwiseRun.constants(parameters, b).iterator();
    Region.SimulateHybrid same = (Region.SimulateHybrid) region.mapOperands(_ -> next.next());
    if (times.isEmpty()) {
      return same;
    }
    Motion.Flow own = (Motion.Flow) same.motion();
    return new Region.SimulateHybrid(
        new Motion.Flow(own.field(), own.method(), StepwiseRun.grid(times.get(), b)),
        same.rates(),
        same.guards(),
        StepwiseRun.withoutResults(region.outputs(), b.names()),
        List.of(),
        same.actions(),
        same.events(),
        same.logged(),
        same.stream(),
        same.states(),
        same.environment(),
        Optional.empty());
  }

  /// Where the run stands at the start and after each step and the events there, `[steps + 1, …]`.
  ///
  /// @param dt by how much the time moves where the states are
  private record Course(Var t, List<Var> states, Var dt) {}

  private Course course(List<Var> start, List<Var> after, StepsAndEvents rows, Var t) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      all.add(atSteps(start.get(k), after.get(k), rows));
    }
    return new Course(t, all.subList(0, n), all.get(n));
  }

  /// What is there at the start and after each step and the events at its end, of `after` each row.
  private Var atSteps(Var start, Var after, StepsAndEvents rows) {
    Var first = b.reshape(start, start.type().under(Dim.ONE).dims());
    return b.concat(List.of(first, StepsAndEvents.gather(after, rows.lastRow(), b)), 0);
  }

  /// t as the blocks of the system take it.
  private Var clock(Var t) {
    return b.convert(t, region.rates().parameters().getFirst().type().elem());
  }

  /// The saved times and the states there, from inside the steps.
  ///
  /// @param last the states at the end
  private List<Var> saved(Course course, List<Var> last, SavedTimes times, List<Var> environment) {
    Var saved = StepsOfMethod.constant(times, b);
    List<Dim> size = saved.type().dims();
    Dim steps = course.t().type().dim(0).minus(Dim.ONE);
    double close = CLOSE * Math.max(Math.abs(times.start()), Math.abs(times.end()));
    Var reached = b.add(saved, b.fill(close, saved.type()));
    Var ends = b.slice(course.t(), 0, Dim.ONE, steps, 1);
    Var which = Bisection.count(Scalars.LE, ends, reached, b);
    List<Var> begun = new ArrayList<>();
    course.states().forEach(x -> begun.add(StepsAndEvents.gather(x, which, b)));
    Var dt = StepsAndEvents.gather(course.dt(), which, b);
    Var t = StepsAndEvents.gather(course.t(), which, b);

    // Behind the last step there is no next one; what is read there instead is not used.
    Var count = b.broadcast(b.emit("n", new Size(steps)), size, List.of());
    Var isEnd = b.call(Scalars.LE, count, which);
    Var one = b.broadcast(b.integer(1), size, List.of());
    Var next = StepsAndEvents.gather(course.t(), b.select(isEnd, which, b.add(which, one)), b);
    Var whole = b.select(isEnd, b.fill(1, t.type()), b.sub(next, t));

    List<Var> within =
        new StepsOfMethod(flow.method(), flow.field())
            .inside(saved, b.add(t, dt), b.sub(whole, dt), begun, environment, b);
    List<Var> results = new ArrayList<>(List.of(saved));
    List<Var> end =
        last.stream()
            .map(x -> b.broadcastTrailing(x, x.type().under(size.getFirst()).dims()))
            .toList();
    results.addAll(StepsAndEvents.selected(isEnd, end, within, b));
    return results;
  }
}
