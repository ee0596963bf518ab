package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Names names;
  private final int site;
  private final int n;
  private final int moving;

  private HybridAsSteps(Region.SimulateHybrid region, Motion.Flow flow, Builder outer) {
    this.region = region;
    this.flow = flow;
    this.names = outer.names();
    this.site = outer.site();
    this.n = region.states().size();
    this.moving = flow.field().results().size();
  }

  /// A block with the operands and results of `region`, if one way back pays and its steps can be
  /// followed: those of differential equations, saved at each step or at known times, which are the
  /// same for all members.
  static Optional<Block> block(Region.SimulateHybrid region, Set<Var> active, Builder outer) {
    if (!(region.motion() instanceof Motion.Flow flow)
        || !region.firings().isEmpty()
        || steered(region, active)) {
      return Optional.empty();
    }
    if (flow.grid() instanceof TimeGrid.EachStep) {
      return region.members().isEmpty()
          ? Optional.of(new HybridAsSteps(region, flow, outer).write(Optional.empty()))
          : Optional.empty();
    }
    return pays(region, active)
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
    Builder b = builder();
    List<Var> parameters = region.operands().stream().map(names::freshLike).toList();
    List<Var> arguments = new ArrayList<>(parameters);
    List<Var> run = b.emitAll("steps", stepwise(parameters, times, b));
    arguments.addAll(run);
    Block single = single(run, times);
    Block all =
        region
            .members()
            .map(members -> {
              List<Boolean> differs = new ArrayList<>(members.differs());
              differs.addAll(Collections.nCopies(run.size(), true));
              return Batching.batch(single, differs, members.size(), names);
            })
            .orElse(single);
    return new Block(parameters, b.lets(), Blocks.inline(all, arguments, b));
  }

  private Builder builder() {
    Builder b = new Builder(names);
    b.at(site);
    return b;
  }

  /// `(operands…, results of the run without outputs…)` → the results, for one member.
  ///
  /// @param all results of the run, of all members
  private Block single(List<Var> all, Optional<SavedTimes> times) {
    Builder b = builder();
    List<Var> parameters = new ArrayList<>(SingleMember.parameters(region, names));
    int m = region.environment().size();
    List<Var> states = List.copyOf(parameters.subList(0, n));
    List<Var> environment = List.copyOf(parameters.subList(n, n + m));
    Var stream = parameters.get(n + m);
    int members = region.members().isPresent() ? 1 : 0;
    List<Var> run = all.stream().map(v -> names.fresh(v.name(), v.type().inner(members))).toList();
    parameters.addAll(run);
    Var t = b.convert(run.getFirst(), Elem.F64);
    Var eventTimes = run.get(2 + n);
    Var which = run.get(3 + n);
    StepsAndEvents rows = StepsAndEvents.of(t, b.convert(eventTimes, Elem.F64), which, b);

    List<Var> carried = new ArrayList<>(states);
    carried.add(b.real(0, Elem.F64));
    List<Var> scanned =
        new ArrayList<>(List.of(rows.t(), rows.h(), rows.which(), rows.isFirst(), rows.index()));
    Var isStep = b.call(Scalars.EQ, rows.which(), minusOnes(rows, b));
    Var step = b.select(isStep, rows.index(), b.fill(0, rows.index().type()));
    run.subList(1, 1 + n).forEach(x -> scanned.add(StepsAndEvents.gather(x, step, b)));
    List<Var> around = new ArrayList<>(environment);
    around.add(stream);
    boolean inside = times.isPresent() && isAdaptive();
    Region.Scan scan =
        new Region.Scan(
            new HybridTurn(region, flow, site, names).block(!inside),
            rows.rows(),
            carried,
            scanned,
            around,
            Optional.empty());
    List<Var> gone = b.emitAll("x", scan);
    List<Var> after = gone.subList(n + 1, 2 * (n + 1));

    List<Var> results = new ArrayList<>();
    if (inside) {
      Var now = clock(b.add(b.real(times.get().end(), Elem.F64), gone.get(n)), b);
      List<Var> last =
          HybridTurn.nudged(flow, now, b.neg(gone.get(n)), gone.subList(0, n), environment, b);
      results.addAll(saved(course(carried, after, rows, t, b), last, times.get(), environment, b));
    } else {
      List<Var> there = new ArrayList<>(gone.subList(2 * (n + 1), gone.size()));
      there.addAll(after.subList(moving, n));
      results.add(run.getFirst());
      for (int k = 0; k < n; k++) {
        results.add(atSteps(states.get(k), there.get(k), rows, b));
      }
      times.ifPresent(known -> atStops(known, t, results, b));
    }
    results.addAll(StepsOfMethod.atTimes(region.outputs(), List.copyOf(results), environment, b));
    results.add(run.get(1 + n));
    Var moved = StepsAndEvents.gather(after.getLast(), rows.eventRow(), b);
    results.add(b.add(eventTimes, b.convert(moved, eventTimes.type().elem())));
    results.add(which);
    for (Var logged : after.subList(n - region.logged(), n)) {
      results.add(StepsAndEvents.gather(logged, rows.eventRow(), b));
    }
    return new Block(parameters, b.lets(), results);
  }

  private boolean isAdaptive() {
    return flow.method() instanceof Method.Adaptive;
  }

  private static Var minusOnes(StepsAndEvents rows, Builder b) {
    return b.broadcast(b.integer(-1), rows.which().type().dims(), List.of());
  }

  /// Leaves of the times and states after each step those where steps had to end.
  private void atStops(SavedTimes known, Var t, List<Var> results, Builder b) {
    Var times = clock(StepsOfMethod.constant(known, b), b);
    Var which = Bisection.count(Scalars.LT, t, b.convert(times, Elem.F64), b);
    results.replaceAll(x -> StepsAndEvents.gather(x, which, b));
    results.set(0, times);
  }

  /// The run as it is, saved after each step; a constant to derivatives.
  private Region.SimulateHybrid stepwise(
      List<Var> parameters, Optional<SavedTimes> times, Builder b) {
    var next = StepwiseRun.constants(parameters, b).iterator();
    Region.SimulateHybrid same = (Region.SimulateHybrid) region.mapOperands(_ -> next.next());
    Motion.Flow own = (Motion.Flow) same.motion();
    TimeGrid grid =
        times
            .map(known ->
                isAdaptive() ? StepwiseRun.grid(known, b) : StepwiseRun.gridWithStops(known, b))
            .orElse(own.grid());
    int after = grid.operands().size();
    Motion.Flow motion = new Motion.Flow(own.field(), own.method(), grid);
    return new Region.SimulateHybrid(
        motion,
        same.rates(),
        same.guards(),
        StepwiseRun.withoutResults(region.outputs(), names),
        List.of(),
        same.actions(),
        same.events(),
        same.logged(),
        same.stream(),
        same.states(),
        same.environment(),
        region
            .members()
            .map(members -> {
              int before = members.differs().size() - flow.grid().operands().size();
              List<Boolean> differs = new ArrayList<>(members.differs().subList(0, before));
              differs.addAll(Collections.nCopies(after, false));
              return new Region.Members(members.size(), differs);
            }));
  }

  /// Where the run stands at the start and after each step and the events there, `[steps + 1, …]`.
  ///
  /// @param dt by how much the time moves where the states are
  private record Course(Var t, List<Var> states, Var dt) {}

  private Course course(List<Var> start, List<Var> after, StepsAndEvents rows, Var t, Builder b) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      all.add(atSteps(start.get(k), after.get(k), rows, b));
    }
    return new Course(t, all.subList(0, n), all.get(n));
  }

  /// What is there at the start and after each step and the events at its end, of `after` each row.
  private static Var atSteps(Var start, Var after, StepsAndEvents rows, Builder b) {
    Var first = b.reshape(start, start.type().under(Dim.ONE).dims());
    return b.concat(List.of(first, StepsAndEvents.gather(after, rows.lastRow(), b)), 0);
  }

  /// t as the blocks of the system take it.
  private Var clock(Var t, Builder b) {
    return b.convert(t, region.rates().parameters().getFirst().type().elem());
  }

  /// The saved times and the states there, from inside the steps.
  ///
  /// @param last the states at the end
  private List<Var> saved(
      Course course, List<Var> last, SavedTimes times, List<Var> environment, Builder b) {
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
    List<Var> results = new ArrayList<>(List.of(clock(saved, b)));
    List<Var> end =
        last.stream()
            .map(x -> b.broadcastTrailing(x, x.type().under(size.getFirst()).dims()))
            .toList();
    results.addAll(StepsAndEvents.selected(isEnd, end, within, b));
    return results;
  }
}
