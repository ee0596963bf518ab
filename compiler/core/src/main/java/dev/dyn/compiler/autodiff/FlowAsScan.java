package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.solve.FixedStepFlow;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A flow simulated in steps of one size, written as scans over these steps. Its derivative is that
/// of the steps themselves ("discretize, then optimize"), at a cost that does not grow with the
/// number of parameters; memory is bounded as for every scan, by [Checkpoints].
///
/// The steps are those of [FixedStepFlow], bit by bit: saved times lie at the ends of *legs*, and
/// legs of equally many steps beside each other are turns of one scan.
final class FlowAsScan {
  /// Times at irregular distances give as many scans as they change their distance.
  private static final int MOST_SCANS = 16;

  private final Tableau tableau;
  private final Block step;
  private final List<Leg> legs;
  private final Builder outer;

  private FlowAsScan(Region.SimulateFlow flow, List<Leg> legs, Builder outer) {
    this.tableau = flow.method().tableau();
    this.legs = legs;
    this.outer = outer;
    this.step = step(flow);
  }

  /// What lies before one saved time: `whole` steps of size `h` from `from`, then one of size
  /// `rest` from `end`, unless that is 0.
  private record Leg(double from, long whole, double h, double end, double rest) {
    static Leg between(double from, double to, double dt) {
      double distance = Math.abs(to - from);
      double sign = to >= from ? 1 : -1;
      long whole = FixedStepFlow.wholeSteps(distance, dt);
      double rest = FixedStepFlow.rest(distance, dt);
      return new Leg(from, whole, sign * dt, from + sign * whole * dt, sign * rest);
    }

    boolean hasRest() {
      return rest != 0;
    }

    long steps() {
      return whole + (hasRest() ? 1 : 0);
    }

    boolean isLike(Leg other) {
      return whole == other.whole && h == other.h && hasRest() == other.hasRest();
    }
  }

  /// A block with the operands and results of `flow`, if its method has a fixed step and the step
  /// and the times are known.
  static Optional<Block> block(Region.SimulateFlow flow, Builder b) {
    if (!(flow.method() instanceof Method.Fixed(_, var dt))) {
      return Optional.empty();
    }
    Optional<Double> size = KnownTimes.scalar(dt, b).filter(h -> h > 0);
    Optional<SavedTimes> times = KnownTimes.of(flow.grid(), b);
    if (size.isEmpty() || times.isEmpty()) {
      return Optional.empty();
    }
    List<Leg> legs = legs(times.get(), size.get());
    FlowAsScan scans = new FlowAsScan(flow, legs, b);
    if (scans.groups().size() > MOST_SCANS) {
      return Optional.empty();
    }
    Block single = scans.single(flow, times.get());
    return Optional.of(
        flow.members()
            .map(members -> Batching.batch(single, members.differs(), members.size(), b.names()))
            .orElse(single));
  }

  private static List<Leg> legs(SavedTimes times, double dt) {
    List<Leg> legs = new ArrayList<>();
    double t = times.start();
    for (int k = 0; k < times.count(); k++) {
      double next = times.time(k);
      legs.add(Leg.between(t, next, dt));
      t = next;
    }
    return legs;
  }

  /// Legs beside each other that one scan can go through.
  private List<List<Leg>> groups() {
    List<List<Leg>> groups = new ArrayList<>();
    for (Leg leg : legs) {
      if (groups.isEmpty() || !groups.getLast().getFirst().isLike(leg)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(leg);
    }
    return groups;
  }

  /// The block for one member.
  private Block single(Region.SimulateFlow flow, SavedTimes times) {
    int n = flow.states().size();
    int m = flow.environment().size();
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> parameters = SingleMember.parameters(flow, outer.names());
    List<Var> states = parameters.subList(0, n);
    List<Var> environment = parameters.subList(n, n + m);
    List<List<Var>> saved = new ArrayList<>();
    for (List<Leg> group : groups()) {
      List<Var> run = through(group, states, environment, b);
      states = run.subList(0, n);
      saved.add(run.subList(n, 2 * n));
    }
    List<Var> results = new ArrayList<>();
    double[] at = IntStream.range(0, times.count()).mapToDouble(times::time).toArray();
    results.add(b.constant(Tensor.vector(at)));
    for (int k = 0; k < n; k++) {
      int state = k;
      List<Var> pieces = saved.stream().map(rows -> rows.get(state)).toList();
      results.add(pieces.size() == 1 ? pieces.getFirst() : b.concat(pieces, 0));
    }
    List<Var> arguments = new ArrayList<>(results);
    Block outputs = flow.outputs();
    arguments.set(0, b.convert(results.getFirst(), outputs.parameters().getFirst().type().elem()));
    arguments.addAll(environment);
    List<Boolean> perTime = new ArrayList<>(Collections.nCopies(1 + n, true));
    perTime.addAll(Collections.nCopies(m, false));
    results.addAll(
        Blocks.inline(
            Batching.batch(outputs, perTime, Dim.of(times.count()), outer.names()), arguments, b));
    long steps = legs.stream().mapToLong(Leg::steps).sum();
    results.add(b.constant(Tensor.vector(steps, 0L, steps * tableau.slopesOfFixedStep())));
    return new Block(parameters, b.lets(), results);
  }

  /// One step with names of this program.
  private Block step(Region.SimulateFlow flow) {
    Block step = FixedSteps.step(tableau, new FlowSystem(flow.field()));
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> parameters = step.parameters().stream().map(outer.names()::freshLike).toList();
    return new Block(parameters, b.lets(), Blocks.inline(step, parameters, b));
  }

  /// Goes through legs of one kind.
  ///
  /// @return the states after them, then the states at the end of each, `[legs, …]`
  private List<Var> through(List<Leg> group, List<Var> states, List<Var> environment, Builder b) {
    Dim count = Dim.of(group.size());
    if (group.getFirst().steps() == 0) {
      List<Var> all = new ArrayList<>(states);
      states.forEach(x -> all.add(b.broadcastTrailing(x, x.type().under(count).dims())));
      return all;
    }
    List<Var> rows =
        List.of(
            b.constant(Tensor.vector(group.stream().mapToDouble(Leg::from).toArray())),
            b.constant(Tensor.vector(group.stream().mapToDouble(Leg::end).toArray())),
            b.constant(Tensor.vector(group.stream().mapToDouble(Leg::rest).toArray())));
    Region.Scan scan =
        new Region.Scan(
            turn(group.getFirst(), states, environment),
            count,
            states,
            rows,
            environment,
            Optional.empty());
    return b.emitAll("x", scan);
  }

  /// One leg: `(states…, from, end, rest, environment…)` → the states after it, twice.
  private Block turn(Leg leg, List<Var> states, List<Var> environment) {
    Builder b = new Builder(outer.names());
    b.at(outer.site());
    List<Var> x = states.stream().map(outer.names()::freshLike).toList();
    List<Var> times =
        List.of("from", "end", "rest").stream()
            .map(name -> outer.names().fresh(name, Type.F64))
            .toList();
    List<Var> around = environment.stream().map(outer.names()::freshLike).toList();
    List<Var> now = x;
    Var zero = b.integer(0);
    if (leg.whole() > 0) {
      Var h = b.real(leg.h(), Elem.F64);
      now = steps(leg.whole(), zero, now, times.get(0), h, around, b);
    }
    if (leg.hasRest()) {
      now = steps(1, zero, now, times.get(1), times.get(2), around, b);
    }
    List<Var> parameters = new ArrayList<>(x);
    parameters.addAll(times);
    parameters.addAll(around);
    List<Var> results = new ArrayList<>(now);
    results.addAll(now);
    return new Block(parameters, b.lets(), results);
  }

  private List<Var> steps(
      long count, Var first, List<Var> x, Var t0, Var h, List<Var> around, Builder b) {
    List<Var> carried = new ArrayList<>(List.of(first));
    carried.addAll(x);
    List<Var> environment = new ArrayList<>(List.of(t0, h));
    environment.addAll(around);
    List<Var> after;
    if (count == 1) {
      List<Var> arguments = new ArrayList<>(carried);
      arguments.addAll(environment);
      after = Blocks.inline(step, arguments, b);
    } else {
      Region.Scan scan =
          new Region.Scan(step, Dim.of(count), carried, List.of(), environment, Optional.empty());
      after = b.emitAll("step", scan);
    }
    return after.subList(1, after.size());
  }
}
