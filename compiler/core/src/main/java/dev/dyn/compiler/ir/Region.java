package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An operation that runs closed blocks many times.
///
/// A region may be *batched*: then it does its work once for each of `members.size()` members, the
/// operands marked in `members` carry the member as their outermost axis, and all results do.
public sealed interface Region extends Op
    permits Region.SimulateFlow,
        Region.SimulateMap,
        Region.LyapunovFlow,
        Region.LyapunovMap,
        Region.Scan,
        Region.SimulateHybrid,
        SimulateDiffusion,
        FixedPoint,
        Nudge {
  /// The blocks inside, for walks over a program.
  List<Block> blocks();

  /// Whether and over what the region is batched.
  Optional<Members> members();

  /// The same region on other blocks, in the order of [#blocks()].
  Region withBlocks(List<Block> other);

  /// The same region on operands that are batched as `other` says.
  Region withMembers(Members other);

  /// The members of a batch: how many, and which operands (by position in [Op#operands()]) differ
  /// between them.
  record Members(Dim size, List<Boolean> differs) {
    public Members {
      differs = List.copyOf(differs);
    }
  }

  /// Integrates an ordinary differential equation.
  ///
  /// `field` and `outputs` take `(t, states…, environment…)`, with t a real scalar; `field` gives
  /// the derivatives of the states, `outputs` the outputs. Results: `t [T]`, each state `[T, …]`,
  /// each output `[T, …]`, and an i64 vector `[3]` of accepted steps, rejected steps and
  /// evaluations of the vector field.
  record SimulateFlow(
      Block field,
      Block outputs,
      Method method,
      TimeGrid grid,
      List<Var> states,
      List<Var> environment,
      Optional<Members> members)
      implements Region {
    public SimulateFlow {
      states = List.copyOf(states);
      environment = List.copyOf(environment);
    }

    @Override
    public List<Block> blocks() {
      return List.of(field, outputs);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      return new SimulateFlow(
          other.getFirst(), other.getLast(), method, grid, states, environment, members);
    }

    @Override
    public Region withMembers(Members other) {
      return new SimulateFlow(
          field, outputs, method, grid, states, environment, Optional.of(other));
    }

    @Override
    public List<Var> operands() {
      return join(states, environment, method.operands(), grid.operands());
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      List<Var> first = Op.mapped(states, change);
      List<Var> then = Op.mapped(environment, change);
      return new SimulateFlow(
          field,
          outputs,
          method.mapOperands(change),
          grid.mapOperands(change),
          first,
          then,
          members);
    }
  }

  /// Iterates a map. `next` and `outputs` take `(n, states…, environment…)`, with n the i64 number
  /// of the step (from 0). After `discard` (i64) steps that are thrown away, the state and `steps`
  /// further ones are saved: results are each state `[steps + 1, …]` and each output `[steps + 1,
  /// …]`.
  record SimulateMap(
      Block next,
      Block outputs,
      Dim steps,
      Var discard,
      List<Var> states,
      List<Var> environment,
      Optional<Members> members)
      implements Region {
    public SimulateMap {
      states = List.copyOf(states);
      environment = List.copyOf(environment);
    }

    @Override
    public List<Block> blocks() {
      return List.of(next, outputs);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      return new SimulateMap(
          other.getFirst(), other.getLast(), steps, discard, states, environment, members);
    }

    @Override
    public Region withMembers(Members other) {
      return new SimulateMap(
          next, outputs, steps, discard, states, environment, Optional.of(other));
    }

    @Override
    public List<Var> operands() {
      return join(states, environment, List.of(discard), List.of());
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      List<Var> first = Op.mapped(states, change);
      List<Var> then = Op.mapped(environment, change);
      return new SimulateMap(next, outputs, steps, change.apply(discard), first, then, members);
    }
  }

  /// Runs a system with jumps and events: the states move as `motion` says until a jump fires or an
  /// event happens, which sets them anew.
  ///
  /// `rates` gives an f64 scalar for each jump, `guards` a truth value for each event; both and
  /// `outputs` take `(t, states…, environment…)`. `firings` (one for each jump) and `actions` (one
  /// for each event) take `(t, stream, taken, states…, environment…)` and give the states
  /// afterwards; where `taken` is false what they give is not used, and they do not fail. In a map
  /// t is the i64 number of the step. Results: `t [T]` (not of a map), each state `[T, …]`, each
  /// output `[T, …]`, an i64 vector `[5]` of accepted steps, rejected steps, evaluations, firings
  /// and events, then the times `[events]` of the events and which they were, i64 `[events]`.
  /// `events` is a name that the run gives a value; of a batch it is the most of any member, and
  /// members with fewer are filled up with NaN (in maps −1) and −1. Last come the values of the
  /// last `logged` states after each event, `[events]` each; these states are f64 scalars.
  record SimulateHybrid(
      Motion motion,
      Block rates,
      Block guards,
      Block outputs,
      List<Block> firings,
      List<Block> actions,
      Dim events,
      int logged,
      Var stream,
      List<Var> states,
      List<Var> environment,
      Optional<Members> members)
      implements Region {
    public SimulateHybrid {
      firings = List.copyOf(firings);
      actions = List.copyOf(actions);
      states = List.copyOf(states);
      environment = List.copyOf(environment);
    }

    /// `rates`, `guards`, `outputs`, the firings, the actions, what `motion` has.
    @Override
    public List<Block> blocks() {
      List<Block> all = new ArrayList<>(List.of(rates, guards, outputs));
      all.addAll(firings);
      all.addAll(actions);
      all.addAll(motion.blocks());
      return List.copyOf(all);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      int acting = 3 + firings.size();
      int moving = acting + actions.size();
      return new SimulateHybrid(
          motion.withBlocks(other.subList(moving, other.size())),
          other.get(0),
          other.get(1),
          other.get(2),
          other.subList(3, acting),
          other.subList(acting, moving),
          events,
          logged,
          stream,
          states,
          environment,
          members);
    }

    @Override
    public Region withMembers(Members other) {
      return with(environment, Optional.of(other));
    }

    /// The same with another environment, which its blocks take already.
    public SimulateHybrid with(List<Var> otherEnvironment, Optional<Members> otherMembers) {
      return new SimulateHybrid(
          motion,
          rates,
          guards,
          outputs,
          firings,
          actions,
          events,
          logged,
          stream,
          states,
          otherEnvironment,
          otherMembers);
    }

    @Override
    public List<Var> operands() {
      return join(states, environment, List.of(stream), motion.operands());
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      List<Var> first = Op.mapped(states, change);
      List<Var> then = Op.mapped(environment, change);
      Var from = change.apply(stream);
      return new SimulateHybrid(
          motion.mapOperands(change),
          rates,
          guards,
          outputs,
          firings,
          actions,
          events,
          logged,
          from,
          first,
          then,
          members);
    }
  }

  /// The largest `count` Lyapunov exponents of a flow (Benettin et al. 1980).
  ///
  /// `field` takes `(t, states…, vectors…, environment…)`; there is one tensor of vectors for each
  /// state, of type `[count, state…]`; it gives the derivatives of states and vectors. `start`,
  /// `end`, `transient` are f64 scalars; the transient runs first and in addition. Results:
  /// exponents `[count]`, largest first as they come, and their standard errors `[count]`, in f64.
  record LyapunovFlow(
      Block field,
      Method method,
      Var start,
      Var end,
      Var settling,
      int count,
      List<Var> states,
      List<Var> environment,
      Optional<Members> members)
      implements Region {
    public LyapunovFlow {
      states = List.copyOf(states);
      environment = List.copyOf(environment);
    }

    @Override
    public List<Block> blocks() {
      return List.of(field);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      return new LyapunovFlow(
          other.getFirst(), method, start, end, settling, count, states, environment, members);
    }

    @Override
    public Region withMembers(Members other) {
      return new LyapunovFlow(
          field, method, start, end, settling, count, states, environment, Optional.of(other));
    }

    @Override
    public List<Var> operands() {
      return join(states, environment, method.operands(), List.of(start, end, settling));
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      List<Var> first = Op.mapped(states, change);
      List<Var> then = Op.mapped(environment, change);
      return new LyapunovFlow(
          field,
          method.mapOperands(change),
          change.apply(start),
          change.apply(end),
          change.apply(settling),
          count,
          first,
          then,
          members);
    }
  }

  /// The largest `count` Lyapunov exponents of a map, per step. `next` takes `(n, states…,
  /// vectors…, environment…)` and gives states and vectors after the step; `steps` and `settling`
  /// are i64 scalars. Results as for [LyapunovFlow].
  record LyapunovMap(
      Block next,
      Var steps,
      Var settling,
      int count,
      List<Var> states,
      List<Var> environment,
      Optional<Members> members)
      implements Region {
    public LyapunovMap {
      states = List.copyOf(states);
      environment = List.copyOf(environment);
    }

    @Override
    public List<Block> blocks() {
      return List.of(next);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      return new LyapunovMap(
          other.getFirst(), steps, settling, count, states, environment, members);
    }

    @Override
    public Region withMembers(Members other) {
      return new LyapunovMap(next, steps, settling, count, states, environment, Optional.of(other));
    }

    @Override
    public List<Var> operands() {
      return join(states, environment, List.of(steps, settling), List.of());
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      List<Var> first = Op.mapped(states, change);
      List<Var> then = Op.mapped(environment, change);
      return new LyapunovMap(
          next, change.apply(steps), change.apply(settling), count, first, then, members);
    }
  }

  /// Carries values through `length` turns. `body` takes `(carried…, row of each scanned…,
  /// environment…)` and gives `(carried…, one row of each stacked result…)`. Results: the last
  /// carried values, then the stacked rows `[length, …]`.
  ///
  /// If it `stops`, the first carried value is a truth value or a tensor of them, and a turn that
  /// begins with all of them true changes nothing: the engine may leave it and all further ones
  /// out. If it has stacked results, the engine has to, and the rows of turns left out are zeros.
  record Scan(
      Block body,
      Dim length,
      List<Var> carried,
      List<Var> scanned,
      List<Var> environment,
      Optional<Members> members,
      boolean stops)
      implements Region {
    public Scan {
      carried = List.copyOf(carried);
      scanned = List.copyOf(scanned);
      environment = List.copyOf(environment);
    }

    /// A scan that takes all its turns.
    public Scan(
        Block body,
        Dim length,
        List<Var> carried,
        List<Var> scanned,
        List<Var> environment,
        Optional<Members> members) {
      this(body, length, carried, scanned, environment, members, false);
    }

    @Override
    public List<Block> blocks() {
      return List.of(body);
    }

    @Override
    public Region withBlocks(List<Block> other) {
      return new Scan(other.getFirst(), length, carried, scanned, environment, members, stops);
    }

    @Override
    public Region withMembers(Members other) {
      return new Scan(body, length, carried, scanned, environment, Optional.of(other), stops);
    }

    @Override
    public List<Var> operands() {
      return join(carried, scanned, environment, List.of());
    }

    @Override
    public Op mapOperands(UnaryOperator<Var> change) {
      return new Scan(
          body,
          length,
          Op.mapped(carried, change),
          Op.mapped(scanned, change),
          Op.mapped(environment, change),
          members,
          stops);
    }
  }

  private static List<Var> join(List<Var> a, List<Var> b, List<Var> c, List<Var> d) {
    List<Var> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    all.addAll(d);
    return List.copyOf(all);
  }
}
