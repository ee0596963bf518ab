package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The tangent of a differential equation with events: the same system with the tangents u as
/// further states. Between events they follow the variational equations. At an event they jump,
/// because its time moves with what one differentiates by (Aizerman, Gantmakher 1958; the
/// "saltation matrix"): where g(t, x, p) is the depth in the condition, f the vector field and A
/// the action,
///
/// ```
/// dt = −(∂g/∂x·u + ∂g/∂p·dp)/(∂g/∂t + ∂g/∂x·f(x))
/// v  = u + f(x)·dt
/// u  := ∂A/∂x·v + ∂A/∂t·dt + ∂A/∂p·dp − f(A(x))·dt
/// ```
///
/// An event that another one sets off, at the same time, has the dt of that one. The time of the
/// last event and its dt are two more states; the latter is logged and so gives the tangents of the
/// times of events.
final class HybridTangents {
  /// A time at which no event is; states are finite.
  private static final double NEVER = -Double.MAX_VALUE;

  private final Region.SimulateHybrid region;
  private final Motion.Flow flow;
  private final int site;
  private final Names names;
  private final List<Type> states;
  private final int moving;
  private final int logged;
  private final List<Boolean> environment;

  private HybridTangents(
      Region.SimulateHybrid region,
      Motion.Flow flow,
      List<Boolean> environment,
      int site,
      Names names) {
    this.region = region;
    this.flow = flow;
    this.environment = environment;
    this.site = site;
    this.names = names;
    this.states =
        region.rates().parameters().subList(1, 1 + region.states().size()).stream()
            .map(Var::type)
            .toList();
    this.moving = flow.field().results().size();
    this.logged = region.logged();
  }

  /// @param tangents of the operands, in their order
  /// @return the results in the order of those of `region`
  static List<Dual> apply(
      Let let, Region.SimulateHybrid region, List<Optional<Var>> tangents, Builder b) {
    if (!(region.motion() instanceof Motion.Flow flow)) {
      throw new NotDifferentiable(
          "A run of a map with events has no derivative here.",
          List.of("How many steps are thrown away (`discard`) must be known before the run."),
          let.site());
    }
    int n = region.states().size();
    int m = region.environment().size();
    if (tangents.subList(n + m, tangents.size()).stream().anyMatch(Optional::isPresent)) {
      throw UnsmoothRuns.steered(let.site());
    }
    List<Boolean> active = tangents.subList(n, n + m).stream().map(Optional::isPresent).toList();
    return new HybridTangents(region, flow, active, let.site(), b.names()).emit(tangents, b);
  }

  // ---- the order of the states

  private boolean isReal(int state) {
    return states.get(state).elem().isReal();
  }

  /// Puts together what belongs to the states: those that move, their tangents, those that wait,
  /// their tangents, the time of the last event, what is logged with tangents, dt.
  private <T> List<T> ordered(List<T> values, List<Optional<T>> tangents, T last, T dt) {
    List<T> all = new ArrayList<>();
    int waiting = states.size() - logged;
    group(values, tangents, 0, moving, all);
    group(values, tangents, moving, waiting, all);
    all.add(last);
    group(values, tangents, waiting, states.size(), all);
    all.add(dt);
    return all;
  }

  private <T> void group(
      List<T> values, List<Optional<T>> tangents, int from, int to, List<T> all) {
    all.addAll(values.subList(from, to));
    for (int k = from; k < to; k++) {
      if (isReal(k)) {
        all.add(tangents.get(k).orElseThrow());
      }
    }
  }

  /// What a block of the new system takes, by its meaning.
  private final class Given {
    final List<Var> parameters = new ArrayList<>();
    final List<Var> x = new ArrayList<>();
    final List<Optional<Var>> u = new ArrayList<>();
    final List<Dual> around = new ArrayList<>();
    final Var last = names.fresh("last", Type.F64);
    final Var dt = names.fresh("dt", Type.F64);

    Given(List<Var> before) {
      parameters.addAll(before);
      List<Var> like = region.rates().parameters();
      for (int k = 0; k < states.size(); k++) {
        Var state = like.get(1 + k);
        x.add(names.freshLike(state));
        u.add(
            isReal(k)
                ? Optional.of(names.fresh("d" + state.name(), state.type()))
                : Optional.empty());
      }
      parameters.addAll(ordered(x, u, last, dt));
      List<Var> tangents = new ArrayList<>();
      for (int k = 0; k < environment.size(); k++) {
        Var value = names.freshLike(like.get(1 + states.size() + k));
        parameters.add(value);
        if (environment.get(k)) {
          Var tangent = names.fresh("d" + value.name(), value.type());
          tangents.add(tangent);
          around.add(Dual.of(value, tangent));
        } else {
          around.add(Dual.constant(value));
        }
      }
      parameters.addAll(tangents);
    }

    /// Arguments of a block of the old system.
    List<Dual> duals(List<Dual> before, List<Optional<Var>> tangents) {
      List<Dual> all = new ArrayList<>(before);
      for (int k = 0; k < x.size(); k++) {
        all.add(new Dual(x.get(k), tangents.get(k)));
      }
      all.addAll(around);
      return all;
    }

    List<Var> values(Var clock, List<Var> states) {
      List<Var> all = new ArrayList<>(List.of(clock));
      all.addAll(states);
      around.forEach(v -> all.add(v.value()));
      return all;
    }
  }

  private Builder builder() {
    Builder b = new Builder(names);
    b.at(site);
    return b;
  }

  private Var clock() {
    return names.freshLike(region.rates().parameters().getFirst());
  }

  // ---- the blocks

  private Block field() {
    Builder b = builder();
    Var t = clock();
    Given given = new Given(List.of(t));
    List<Dual> slopes =
        Forward.inline(flow.field(), given.duals(List.of(Dual.constant(t)), given.u), b);
    List<Var> results = new ArrayList<>(slopes.stream().map(Dual::value).toList());
    slopes.forEach(slope -> results.add(slope.tangentOrZero(b)));
    return new Block(given.parameters, b.lets(), results);
  }

  private Block outputs() {
    Builder b = builder();
    Var t = clock();
    Given given = new Given(List.of(t));
    List<Dual> outputs =
        Forward.inline(region.outputs(), given.duals(List.of(Dual.constant(t)), given.u), b);
    List<Var> results = new ArrayList<>(outputs.stream().map(Dual::value).toList());
    outputs.stream()
        .filter(v -> v.value().type().elem().isReal())
        .forEach(v -> results.add(v.tangentOrZero(b)));
    return new Block(given.parameters, b.lets(), results);
  }

  /// A block that has no tangents.
  private Block plain(Block old) {
    Builder b = builder();
    Var t = clock();
    Given given = new Given(List.of(t));
    return new Block(given.parameters, b.lets(), Blocks.inline(old, given.values(t, given.x), b));
  }

  private Block action(int number) {
    Builder b = builder();
    Var t = clock();
    Var stream = names.fresh("stream", Type.I64);
    Var taken = names.fresh("taken", Type.BOOL);
    Given given = new Given(List.of(t, stream, taken));
    Var time = b.convert(t, Elem.F64);
    Var set = b.call(Scalars.EQ, time, given.last);
    List<Var> before = Blocks.inline(flow.field(), given.values(t, given.x), b);
    Var dt = crossing(number, t, given, before, set, b);
    List<Optional<Var>> v = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      int state = k;
      v.add(given.u.get(k).map(u -> state < moving ? moved(u, before.get(state), dt, b) : u));
    }
    Var dClock = b.convert(dt, t.type().elem());
    List<Dual> here = List.of(Dual.of(t, dClock), Dual.constant(stream), Dual.constant(taken));
    List<Dual> acted = Forward.inline(region.actions().get(number), given.duals(here, v), b);
    List<Var> x = acted.stream().map(Dual::value).toList();
    List<Var> after = Blocks.inline(flow.field(), given.values(t, x), b);
    List<Optional<Var>> u = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      Dual state = acted.get(k);
      if (!isReal(k)) {
        u.add(Optional.empty());
      } else if (k < moving) {
        u.add(Optional.of(moved(state.tangentOrZero(b), after.get(k), b.neg(dt), b)));
      } else {
        u.add(Optional.of(state.tangentOrZero(b)));
      }
    }
    return new Block(given.parameters, b.lets(), ordered(x, u, time, dt));
  }

  /// `x + slope*dt`.
  private static Var moved(Var x, Var slope, Var dt, Builder b) {
    Type type = x.type();
    Var everywhere = b.broadcast(b.convert(dt, type.elem()), type.dims(), List.of());
    return b.fma(slope, everywhere, x);
  }

  /// How the time of event `number` moves.
  private Var crossing(int number, Var t, Given given, List<Var> slopes, Var set, Builder b) {
    Optional<Block> depth = EventDepths.of(region.guards(), number, site, names);
    if (depth.isEmpty()) {
      return b.select(set, given.dt, b.real(0, Elem.F64));
    }
    Dual byParameters =
        Forward.inline(depth.get(), given.duals(List.of(Dual.constant(t)), given.u), b).getFirst();
    List<Dual> along = new ArrayList<>(List.of(Dual.of(t, b.fill(1, t.type()))));
    for (int k = 0; k < states.size(); k++) {
      along.add(
          k < moving ? Dual.of(given.x.get(k), slopes.get(k)) : Dual.constant(given.x.get(k)));
    }
    given.around.forEach(v -> along.add(Dual.constant(v.value())));
    Dual inTime = Forward.inline(depth.get(), along, b).getFirst();
    Var own = b.neg(b.div(byParameters.tangentOrZero(b), inTime.tangentOrZero(b)));
    return b.select(set, given.dt, own);
  }

  // ---- the region

  private List<Dual> emit(List<Optional<Var>> tangents, Builder b) {
    int n = states.size();
    List<Optional<Var>> u = new ArrayList<>();
    List<Optional<Boolean>> marked = new ArrayList<>();
    List<Boolean> differs =
        region
            .members()
            .map(Region.Members::differs)
            .orElse(Collections.nCopies(region.operands().size(), false));
    for (int k = 0; k < n; k++) {
      Dual start = new Dual(region.states().get(k), tangents.get(k));
      u.add(isReal(k) ? Optional.of(start.tangentOrZero(b)) : Optional.empty());
      marked.add(isReal(k) ? Optional.of(differs.get(k)) : Optional.empty());
    }
    List<Var> around = new ArrayList<>(region.environment());
    List<Boolean> marks = new ArrayList<>(ordered(differs.subList(0, n), marked, false, false));
    int m = environment.size();
    marks.addAll(differs.subList(n, n + m));
    for (int k = 0; k < m; k++) {
      if (environment.get(k)) {
        around.add(tangents.get(n + k).orElseThrow());
        marks.add(differs.get(n + k));
      }
    }
    marks.addAll(differs.subList(n + m, differs.size()));
    List<Block> actions = new ArrayList<>();
    for (int k = 0; k < region.actions().size(); k++) {
      actions.add(action(k));
    }
    List<Var> starts = ordered(region.states(), u, b.real(NEVER, Elem.F64), b.real(0, Elem.F64));
    Region.SimulateHybrid augmented =
        new Region.SimulateHybrid(
            new Motion.Flow(field(), flow.method(), flow.grid()),
            plain(region.rates()),
            plain(region.guards()),
            outputs(),
            List.of(),
            actions,
            region.events(),
            2 * logged + 1,
            region.stream(),
            starts,
            around,
            region.members().map(members -> new Region.Members(members.size(), marks)));
    int before = b.site();
    b.at(site);
    List<Var> results = b.emitAll("d", augmented);
    b.at(before);
    return duals(results, b);
  }

  private List<Dual> duals(List<Var> results, Builder b) {
    List<Integer> order = new ArrayList<>();
    List<Optional<Integer>> tangents = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      order.add(k);
      tangents.add(isReal(k) ? Optional.of(-1 - k) : Optional.empty());
    }
    List<Integer> places = ordered(order, tangents, Integer.MAX_VALUE, Integer.MAX_VALUE);
    List<Dual> duals = new ArrayList<>(List.of(Dual.constant(results.getFirst())));
    for (int k = 0; k < states.size(); k++) {
      Var value = results.get(1 + places.indexOf(k));
      duals.add(
          isReal(k)
              ? Dual.of(value, results.get(1 + places.indexOf(-1 - k)))
              : Dual.constant(value));
    }
    Iterator<Var> rest = results.subList(1 + places.size(), results.size()).iterator();
    List<Var> outputs = region.outputs().results().stream().map(_ -> rest.next()).toList();
    outputs.forEach(
        v -> duals.add(v.type().elem().isReal() ? Dual.of(v, rest.next()) : Dual.constant(v)));
    duals.add(Dual.constant(rest.next()));
    Var times = rest.next();
    Var which = rest.next();
    List<Var> notes = new ArrayList<>();
    rest.forEachRemaining(notes::add);
    duals.add(Dual.of(times, b.convert(notes.getLast(), times.type().elem())));
    duals.add(Dual.constant(which));
    for (int k = 0; k < logged; k++) {
      duals.add(Dual.of(notes.get(k), notes.get(logged + k)));
    }
    return duals;
  }
}
