package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of [StepsAndEvents] as a turn of a loop: a step of the method, or an event.
///
/// Beside the states the loop carries dt, by which the time where they stand moves: 0, but with a
/// derivative after an event, whose time depends on what one differentiates by. An event moves the
/// states by dt, acts, and the next step begins later by dt and is shorter by as much. This is the
/// "saltation matrix" (Aizerman, Gantmakher 1958) written as lines, so that its transpose, which
/// brings adjoints back through events (Corner, Sandu, Sandu 2019), is what reverse mode makes of
/// them.
final class HybridTurn {
  private static final long EVENT = 3;

  private final Region.SimulateHybrid region;
  private final Motion.Flow flow;
  private final Names names;
  private final int site;
  private final int moving;

  HybridTurn(Region.SimulateHybrid region, Motion.Flow flow, int site, Names names) {
    this.region = region;
    this.flow = flow;
    this.site = site;
    this.names = names;
    this.moving = flow.field().results().size();
  }

  /// `(states…, dt, t, h, which, first, index, states as saved…, environment…, stream) → (states…,
  /// dt, states…, dt)`.
  ///
  /// @param atTimes whether the states that move are wanted at the times of the rows, too, and not
  ///   only dt later; they come last
  Block block(boolean atTimes) {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> like = region.rates().parameters();
    int n = region.states().size();
    List<Var> x = like.subList(1, 1 + n).stream().map(names::freshLike).toList();
    List<Var> saved = like.subList(1, 1 + n).stream().map(names::freshLike).toList();
    List<Var> environment =
        like.subList(1 + n, like.size()).stream().map(names::freshLike).toList();
    Var dt = names.fresh("dt", Type.F64);
    Var t = names.fresh("t", Type.F64);
    Var h = names.fresh("h", Type.F64);
    Var which = names.fresh("which", Type.I64);
    Var isFirst = names.fresh("first", Type.BOOL);
    Var index = names.fresh("index", Type.I64);
    Var stream = names.fresh("stream", Type.I64);

    Var isStep = b.call(Scalars.EQ, which, b.integer(-1));
    List<Var> begun = StepsAndEvents.selected(isStep, renewed(saved, x, b), x, b);
    List<Var> stepped =
        new StepsOfMethod(flow.method(), flow.field())
            .after(begun, b.add(t, dt), b.sub(h, dt), environment, b);

    List<Var> around = new ArrayList<>(x.subList(moving, n));
    around.addAll(environment);
    Var found = crossing(which, isFirst, clock(t, b), x.subList(0, moving), around, b);
    Var later = b.select(isFirst, found, dt);
    List<Var> there = new ArrayList<>(nudged(clock(t, b), found, x, environment, b));
    Var acting = clock(b.add(t, later), b);
    List<Var> acted = acted(region, which, acting, stream, index, there, environment, b);

    List<Var> results = new ArrayList<>(StepsAndEvents.selected(isStep, stepped, acted, b));
    Var behind = b.select(isStep, b.real(0, Elem.F64), later);
    results.add(behind);
    results.addAll(List.copyOf(results));
    if (atTimes) {
      Var now = b.add(b.add(t, h), behind);
      List<Var> all = nudged(clock(now, b), b.neg(behind), results.subList(0, n), environment, b);
      results.addAll(all.subList(0, moving));
    }
    List<Var> parameters = new ArrayList<>(x);
    parameters.addAll(List.of(dt, t, h, which, isFirst, index));
    parameters.addAll(saved);
    parameters.addAll(environment);
    parameters.add(stream);
    return new Block(parameters, b.lets(), results);
  }

  /// t as the blocks of the system take it.
  private Var clock(Var t, Builder b) {
    return b.convert(t, region.rates().parameters().getFirst().type().elem());
  }

  /// The states `dt` after `clock`.
  private List<Var> nudged(Var clock, Var dt, List<Var> x, List<Var> environment, Builder b) {
    return nudged(flow, clock, dt, x, environment, b);
  }

  /// The states a moment `dt` after `clock`, of which the first move by `flow`.
  static List<Var> nudged(
      Motion.Flow flow, Var clock, Var dt, List<Var> x, List<Var> environment, Builder b) {
    int moving = flow.field().results().size();
    List<Var> around = new ArrayList<>(x.subList(moving, x.size()));
    around.addAll(environment);
    Nudge nudge = new Nudge(flow.field(), new Nudge.By(dt), clock, x.subList(0, moving), around);
    List<Var> all = new ArrayList<>(b.emitAll("there", nudge));
    all.addAll(x.subList(moving, x.size()));
    return all;
  }

  /// The saved values with the derivatives of those carried: both are equal but for rounding, and a
  /// chaotic system would not stay so.
  static List<Var> renewed(List<Var> saved, List<Var> x, Builder b) {
    List<Var> all = new ArrayList<>();
    for (int k = 0; k < x.size(); k++) {
      Var now = x.get(k);
      all.add(
          now.type().elem().isReal()
              ? b.add(saved.get(k), b.sub(now, b.call(ComposedFunctions.STOP_GRADIENT, now)))
              : saved.get(k));
    }
    return all;
  }

  /// How the time of event `which` moves, if it is the first at its time.
  private Var crossing(
      Var which, Var isFirst, Var clock, List<Var> x, List<Var> around, Builder b) {
    Var dt = b.real(0, Elem.F64);
    List<Var> like = flow.field().parameters();
    Block field =
        new Block(
            EventDepths.with(like, names.fresh("taken", Type.BOOL)),
            flow.field().lets(),
            flow.field().results());
    for (int k = 0; k < region.actions().size(); k++) {
      Optional<Block> depth = EventDepths.of(region.guards(), k, site, names);
      if (depth.isPresent()) {
        Var taken = b.call(Scalars.AND, b.call(Scalars.EQ, which, b.integer(k)), isFirst);
        Nudge.Until border = new Nudge.Until(EventDepths.whereTaken(depth.get(), site, names));
        List<Var> given = EventDepths.with(around, taken);
        Var found = b.emit("dt", new Nudge(field, border, clock, x, given));
        dt = b.select(taken, found, dt);
      }
    }
    return dt;
  }

  /// The states after the event `which` of `region`; `x` where it is none.
  ///
  /// @param t or the number of the step
  /// @param index of the event, which draws numbers of its own
  static List<Var> acted(
      Region.SimulateHybrid region,
      Var which,
      Var t,
      Var stream,
      Var index,
      List<Var> x,
      List<Var> environment,
      Builder b) {
    Var own = b.call(Scalars.MIX, b.call(Scalars.MIX, stream, b.integer(EVENT)), index);
    List<Var> now = x;
    for (int k = 0; k < region.actions().size(); k++) {
      Var taken = b.call(Scalars.EQ, which, b.integer(k));
      List<Var> arguments = new ArrayList<>(List.of(t, own, taken));
      arguments.addAll(x);
      arguments.addAll(environment);
      now =
          StepsAndEvents.selected(
              taken, Blocks.inline(region.actions().get(k), arguments, b), now, b);
    }
    return now;
  }
}
