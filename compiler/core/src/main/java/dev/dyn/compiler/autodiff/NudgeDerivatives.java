package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tangents of a [Nudge]. Where y are the states a moment dt after x, f the field, Φ = ∂y/∂x and g
/// the depth that ends the moment,
///
/// ```
/// dy  = Φ dx + ∂y/∂p dp + f(y) d(dt)
/// d(dt) = −(∂g/∂y (Φ dx + ∂y/∂p dp) + ∂g/∂p dp)/(∂g/∂t + ∂g/∂y f(y))
/// ```
///
/// the second by the implicit function theorem. `Φ dx + ∂y/∂p dp` is the solution u of the
/// variational equations after the same moment, and so a nudge again: every further derivative
/// follows in the same way. The rules for reverse mode stand in [NudgeAdjoint].
final class NudgeDerivatives {
  private final Nudge nudge;
  private final Builder b;
  private final int n;

  private NudgeDerivatives(Nudge nudge, Builder b) {
    this.nudge = nudge;
    this.b = b;
    this.n = nudge.states().size();
  }

  /// @param tangents of the operands, in their order
  static List<Dual> forward(Let let, Nudge nudge, List<Optional<Var>> tangents, Builder b) {
    int site = b.site();
    b.at(let.site());
    NudgeDerivatives rules = new NudgeDerivatives(nudge, b);
    List<Dual> found =
        switch (nudge.extent()) {
          case Nudge.By(Var dt) -> rules.by(dt, tangents);
          case Nudge.Until(Block depth) -> rules.until(depth, tangents);
        };
    b.at(site);
    return found;
  }

  private List<Dual> by(Var dt, List<Optional<Var>> tangents) {
    List<Dual> moved = moved(dt, tangents);
    Optional<Var> change = tangents.getLast();
    if (change.isEmpty()) {
      return moved;
    }
    List<Var> slopes = slopes(nudge, dt, moved.stream().map(Dual::value).toList(), b);
    List<Dual> all = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Var slope = slopes.get(k);
      var type = slope.type();
      Var by = b.broadcastLeading(b.convert(change.get(), type.elem()), type.dims());
      Var tangent =
          moved.get(k).tangent().map(u -> b.fma(slope, by, u)).orElseGet(() -> b.mul(slope, by));
      all.add(Dual.of(moved.get(k).value(), tangent));
    }
    return all;
  }

  private List<Dual> until(Block depth, List<Optional<Var>> tangents) {
    Var dt = b.emit("dt", nudge);
    List<Dual> there = moved(dt, tangents);
    List<Dual> around = new ArrayList<>(List.of(new Dual(clock(nudge, dt, b), tangents.getLast())));
    around.addAll(there);
    for (int k = 0; k < nudge.environment().size(); k++) {
      around.add(new Dual(nudge.environment().get(k), tangents.get(n + k)));
    }
    Dual change = Forward.inline(depth, around, b).getFirst();
    if (change.tangent().isEmpty()) {
      return List.of(Dual.constant(dt));
    }
    Var rate = rate(nudge, depth, dt, there.stream().map(Dual::value).toList(), b);
    return List.of(Dual.of(dt, b.neg(b.div(change.tangent().get(), rate))));
  }

  /// The states after `dt`, with tangents as if dt had none.
  private List<Dual> moved(Var dt, List<Optional<Var>> tangents) {
    int m = nudge.environment().size();
    if (tangents.subList(0, n + m + 1).stream().allMatch(Optional::isEmpty)) {
      return by(nudge.field(), dt, nudge.states(), nudge.environment()).stream()
          .map(Dual::constant)
          .toList();
    }
    Optional<Var> ofClock = tangents.get(n + m);
    List<Var> states = new ArrayList<>(nudge.states());
    List<Var> environment = new ArrayList<>(nudge.environment());
    for (int k = 0; k < n; k++) {
      states.add(new Dual(nudge.states().get(k), tangents.get(k)).tangentOrZero(b));
    }
    ofClock.ifPresent(environment::add);
    tangents.subList(n, n + m).forEach(q -> q.ifPresent(environment::add));
    List<Boolean> active = tangents.subList(n, n + m).stream().map(Optional::isPresent).toList();
    List<Var> found = by(variational(ofClock.isPresent(), active), dt, states, environment);
    List<Dual> duals = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      duals.add(Dual.of(found.get(k), found.get(n + k)));
    }
    return duals;
  }

  private List<Var> by(Block field, Var dt, List<Var> states, List<Var> environment) {
    return b.emitAll("there", new Nudge(field, new Nudge.By(dt), nudge.t(), states, environment));
  }

  /// `(t, x…, u…, p…, dt/dq, dp/dq…)` → the derivatives of x and u.
  private Block variational(boolean ofClock, List<Boolean> active) {
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    List<Var> given = nudge.field().parameters().stream().map(b.names()::freshLike).toList();
    List<Var> u = given.subList(1, 1 + n).stream().map(b.names()::freshLike).toList();
    List<Var> more = new ArrayList<>();
    List<Dual> duals = new ArrayList<>();
    duals.add(dual(given.getFirst(), ofClock, more));
    for (int k = 0; k < n; k++) {
      duals.add(Dual.of(given.get(1 + k), u.get(k)));
    }
    for (int k = 0; k < active.size(); k++) {
      duals.add(dual(given.get(1 + n + k), active.get(k), more));
    }
    List<Dual> slopes = Forward.inline(nudge.field(), duals, inner);
    List<Var> results = new ArrayList<>(slopes.stream().map(Dual::value).toList());
    slopes.forEach(slope -> results.add(slope.tangentOrZero(inner)));
    List<Var> parameters = new ArrayList<>(given.subList(0, 1 + n));
    parameters.addAll(u);
    parameters.addAll(given.subList(1 + n, given.size()));
    parameters.addAll(more);
    return new Block(parameters, inner.lets(), results);
  }

  private Dual dual(Var value, boolean isActive, List<Var> tangents) {
    if (!isActive) {
      return Dual.constant(value);
    }
    Var tangent = b.names().freshLike(value);
    tangents.add(tangent);
    return Dual.of(value, tangent);
  }

  /// The time after `dt`.
  static Var clock(Nudge nudge, Var dt, Builder b) {
    return b.add(nudge.t(), b.convert(dt, nudge.t().type().elem()));
  }

  /// How fast the states `there`, after `dt`, move.
  static List<Var> slopes(Nudge nudge, Var dt, List<Var> there, Builder b) {
    List<Var> arguments = new ArrayList<>(List.of(clock(nudge, dt, b)));
    arguments.addAll(there);
    arguments.addAll(nudge.environment());
    return Blocks.inline(nudge.field(), arguments, b);
  }

  /// How fast `depth` changes along the motion where the states are `there`, after `dt`.
  static Var rate(Nudge nudge, Block depth, Var dt, List<Var> there, Builder b) {
    Var clock = clock(nudge, dt, b);
    List<Var> slopes = slopes(nudge, dt, there, b);
    List<Dual> along = new ArrayList<>();
    along.add(Dual.of(clock, b.fill(1, clock.type())));
    for (int k = 0; k < there.size(); k++) {
      along.add(Dual.of(there.get(k), slopes.get(k)));
    }
    nudge.environment().forEach(v -> along.add(Dual.constant(v)));
    return Forward.inline(depth, along, b).getFirst().tangentOrZero(b);
  }
}
