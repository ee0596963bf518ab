package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The backward rules of a [Nudge], the transposes of those in [NudgeDerivatives]: the cotangent of
/// the states after the moment goes back through it by the adjoint equations, which are a nudge by
/// −dt and so have derivatives of all orders themselves.
final class NudgeAdjoint {
  private final Nudge nudge;
  private final Cotangents found;
  private final Builder b;
  private final boolean cut;
  private final int n;
  private final int m;

  private NudgeAdjoint(Nudge nudge, boolean cut, Cotangents found, Builder b) {
    this.nudge = nudge;
    this.cut = cut;
    this.found = found;
    this.b = b;
    this.n = nudge.states().size();
    this.m = nudge.environment().size();
  }

  /// Writes the lines and adds what they find.
  static void pull(Let let, Nudge nudge, List<Optional<Cotangent>> w, Cotangents found, Builder b) {
    boolean cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    NudgeAdjoint rules = new NudgeAdjoint(nudge, cut, found, b);
    switch (nudge.extent()) {
      case Nudge.By(Var dt) -> rules.by(dt, let.targets(), w);
      case Nudge.Until(Block depth) ->
          rules.until(depth, let.target(), w.getFirst().orElseThrow().var());
    }
  }

  private void by(Var dt, List<Var> there, List<Optional<Cotangent>> w) {
    if (found.wants(dt)) {
      List<Var> slopes = NudgeDerivatives.slopes(nudge, dt, there, b);
      for (int k = 0; k < n; k++) {
        Var slope = slopes.get(k);
        w.get(k).ifPresent(v -> found.add(dt, new Cotangent(overRows(v.var(), slope), v.isCut())));
      }
    }
    back(dt, there, w.stream().map(v -> v.map(Cotangent::var)).toList());
  }

  /// The sum of all products in each row, as f64.
  private Var overRows(Var w, Var factor) {
    Var product = b.convert(new Products(b).times(w, factor, cut), Elem.F64);
    List<Integer> axes =
        IntStream.range(nudge.t().type().rank(), product.type().rank()).boxed().toList();
    return axes.isEmpty() ? product : b.reduce(ReduceFn.SUM, product, axes);
  }

  private void until(Block depth, Var dt, Var w) {
    List<Var> there =
        b.emitAll(
            "there",
            new Nudge(
                nudge.field(), new Nudge.By(dt), nudge.t(), nudge.states(), nudge.environment()));
    Var rate = NudgeDerivatives.rate(nudge, depth, dt, there, b);
    Var inverse = b.div(b.fill(-1, rate.type()), rate);
    Var seed = new Products(b).times(w, inverse, cut);
    List<Boolean> active = new ArrayList<>(List.of(found.wants(nudge.t())));
    there.forEach(_ -> active.add(true));
    nudge.environment().forEach(v -> active.add(found.wants(v)));
    List<Var> arguments = new ArrayList<>(List.of(NudgeDerivatives.clock(nudge, dt, b)));
    arguments.addAll(there);
    arguments.addAll(nudge.environment());
    arguments.add(seed);
    List<Var> ofDepth = Blocks.inline(ofDepth(depth, active), arguments, b);
    List<Var> inOrder = new ArrayList<>(List.of(nudge.t()));
    inOrder.addAll(nudge.states());
    inOrder.addAll(nudge.environment());
    List<Optional<Var>> atEnd = new ArrayList<>();
    int next = 0;
    for (int k = 0; k < active.size(); k++) {
      if (active.get(k)) {
        Var change = ofDepth.get(next++);
        if (k >= 1 && k <= n) {
          atEnd.add(Optional.of(change));
        } else {
          found.add(inOrder.get(k), new Cotangent(change, cut));
        }
      }
    }
    back(dt, there, atEnd);
  }

  /// `(t, x…, p…, w)` → the cotangents of those that are `active`.
  private Block ofDepth(Block depth, List<Boolean> active) {
    Builder inner = inner();
    List<Var> given = depth.parameters().stream().map(b.names()::freshLike).toList();
    Var w = b.names().freshLike(depth.results().getFirst());
    Pullback pullback = Reverse.run(depth, given, active, inner);
    List<Optional<Cotangent>> back =
        pullback.pullCut(inner, List.of(Optional.of(new Cotangent(w, cut))));
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      if (active.get(k)) {
        results.add(orZero(back.get(k), given.get(k), inner));
      }
    }
    List<Var> parameters = new ArrayList<>(given);
    parameters.add(w);
    return new Block(parameters, inner.lets(), results);
  }

  /// Brings the cotangents `w` of the states after `dt` back to the states, t and the environment.
  private void back(Var dt, List<Var> there, List<Optional<Var>> w) {
    List<Var> around = new ArrayList<>(List.of(nudge.t()));
    around.addAll(nudge.environment());
    List<Boolean> wanted = around.stream().map(found::wants).toList();
    List<Var> states = new ArrayList<>(there);
    for (int k = 0; k < n; k++) {
      var type = there.get(k).type();
      states.add(w.get(k).orElseGet(() -> b.fill(0, type)));
    }
    for (int k = 0; k <= m; k++) {
      if (wanted.get(k)) {
        states.add(b.fill(0, around.get(k).type()));
      }
    }
    Nudge backwards =
        new Nudge(
            adjoint(wanted),
            new Nudge.By(b.neg(dt)),
            NudgeDerivatives.clock(nudge, dt, b),
            states,
            nudge.environment());
    List<Var> first = b.emitAll("w", backwards);
    for (int k = 0; k < n; k++) {
      found.add(nudge.states().get(k), new Cotangent(first.get(n + k), cut));
    }
    int next = 2 * n;
    for (int k = 0; k <= m; k++) {
      if (wanted.get(k)) {
        found.add(around.get(k), new Cotangent(first.get(next++), cut));
      }
    }
  }

  /// `(t, x…, w…, of those wanted of t and p…, p…)` → the derivatives of all but t and p.
  private Block adjoint(List<Boolean> wanted) {
    Builder inner = inner();
    List<Var> given = nudge.field().parameters().stream().map(b.names()::freshLike).toList();
    List<Var> x = given.subList(1, 1 + n);
    List<Var> w = x.stream().map(b.names()::freshLike).toList();
    List<Boolean> active = new ArrayList<>(List.of(wanted.getFirst()));
    x.forEach(_ -> active.add(true));
    active.addAll(wanted.subList(1, wanted.size()));
    Pullback pullback = Reverse.run(nudge.field(), given, active, inner);
    List<Optional<Cotangent>> back =
        pullback.pullCut(inner, w.stream().map(v -> Optional.of(new Cotangent(v, cut))).toList());
    List<Var> parameters = new ArrayList<>(given.subList(0, 1 + n));
    parameters.addAll(w);
    List<Var> results = new ArrayList<>(pullback.results());
    for (int k = 1; k <= n; k++) {
      results.add(inner.neg(orZero(back.get(k), given.get(k), inner)));
    }
    for (int k = 0; k <= m; k++) {
      if (wanted.get(k)) {
        int at = k == 0 ? 0 : n + k;
        parameters.add(b.names().freshLike(given.get(at)));
        results.add(inner.neg(orZero(back.get(at), given.get(at), inner)));
      }
    }
    parameters.addAll(given.subList(1 + n, given.size()));
    return new Block(parameters, inner.lets(), results);
  }

  private static Var orZero(Optional<Cotangent> w, Var like, Builder b) {
    return w.map(Cotangent::var).orElseGet(() -> b.fill(0, like.type()));
  }

  private Builder inner() {
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    return inner;
  }
}
