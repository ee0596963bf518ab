package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Derivatives of z = f(z, θ) by the implicit function theorem. Forward, the tangent is the fixed
/// point of `u ↦ ∂f/∂z u + ∂f/∂θ dθ`; in reverse, the cotangent v of z becomes the fixed point of
/// `w ↦ v + wᵀ ∂f/∂z`, and that of θ is `wᵀ ∂f/∂θ` (Almeida 1987; Pineda 1987). Both searches draw
/// together as fast as the one for z does, hold no matrix, and are fixed points again, so that
/// derivatives of derivatives follow.
///
/// Tangents may be of any size, so their tolerance is relative to their largest entry alone.
final class FixedPointDerivatives {
  private FixedPointDerivatives() {}

  /// @param tangents of the operands of `point`, which are on variables of the builder
  static List<Dual> forward(Let let, FixedPoint point, List<Optional<Var>> tangents, Builder b) {
    int n = point.states().size();
    int m = point.environment().size();
    List<Var> found = b.emitLike(let, point);
    List<Optional<Var>> around = tangents.subList(n, n + m);
    if (around.stream().allMatch(Optional::isEmpty)) {
      return found.stream().map(Dual::constant).toList();
    }
    List<Boolean> active = new ArrayList<>(Collections.nCopies(n, true));
    around.forEach(d -> active.add(d.isPresent()));
    Block both = Forward.jvp(point.step(), active, b.names());
    Builder inner = inner(b);
    List<Var> u = fresh(point.states(), b);
    List<Var> z = fresh(point.states(), b);
    List<Var> theta = fresh(point.environment(), b);
    List<Var> given = around.stream().flatMap(Optional::stream).toList();
    List<Var> changes = fresh(given, b);
    List<Var> results = Blocks.inline(both, joined(z, theta, u, changes), inner).subList(n, 2 * n);
    Block step = DeadCode.prune(new Block(joined(u, z, theta, changes), inner.lets(), results));
    List<Var> start = point.states().stream().map(s -> b.fill(0, s.type())).toList();
    FixedPoint linear =
        new FixedPoint(
            step,
            0,
            point.tolerance(),
            start,
            joined(found, point.environment(), given, List.of()),
            point.batch());
    List<Var> ofFound = b.emitAll("d", linear);
    List<Dual> duals = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      duals.add(Dual.of(found.get(k), ofFound.get(k)));
    }
    return duals;
  }

  /// Writes the search for w and adds the cotangents of the environment.
  static void pull(
      Let let, FixedPoint point, List<Optional<Cotangent>> v, Cotangents found, Builder b) {
    boolean cut = v.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    List<Var> seeds = new ArrayList<>();
    for (int k = 0; k < v.size(); k++) {
      var type = point.states().get(k).type();
      seeds.add(v.get(k).map(Cotangent::var).orElseGet(() -> b.fill(0, type)));
    }
    FixedPoint linear =
        new FixedPoint(
            adjoint(point, cut, b),
            0,
            point.tolerance(),
            seeds,
            joined(let.targets(), point.environment(), seeds, List.of()),
            point.batch());
    List<Var> w = b.emitAll("w", linear);
    List<Boolean> wanted = point.environment().stream().map(found::wants).toList();
    List<Var> back =
        Blocks.inline(
            toEnvironment(point, wanted, cut, b),
            joined(let.targets(), point.environment(), w, List.of()),
            b);
    int at = 0;
    for (int k = 0; k < wanted.size(); k++) {
      if (wanted.get(k)) {
        found.add(point.environment().get(k), new Cotangent(back.get(at++), cut));
      }
    }
  }

  /// `(w…, z…, θ…, v…) → (v + wᵀ ∂f/∂z …)`.
  private static Block adjoint(FixedPoint point, boolean cut, Builder b) {
    int n = point.states().size();
    Builder inner = inner(b);
    List<Var> w = fresh(point.states(), b);
    List<Var> z = fresh(point.states(), b);
    List<Var> theta = fresh(point.environment(), b);
    List<Var> v = fresh(point.states(), b);
    List<Boolean> active = new ArrayList<>(Collections.nCopies(n, true));
    active.addAll(Collections.nCopies(theta.size(), false));
    List<Optional<Cotangent>> back = back(point, joined(z, theta), active, w, cut, inner);
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Var seed = v.get(k);
      results.add(back.get(k).map(c -> inner.add(seed, c.var())).orElse(seed));
    }
    return DeadCode.prune(new Block(joined(w, z, theta, v), inner.lets(), results));
  }

  /// `(z…, θ…, w…) → (wᵀ ∂f/∂θ of the wanted θ)`.
  private static Block toEnvironment(
      FixedPoint point, List<Boolean> wanted, boolean cut, Builder b) {
    int n = point.states().size();
    Builder inner = inner(b);
    List<Var> z = fresh(point.states(), b);
    List<Var> theta = fresh(point.environment(), b);
    List<Var> w = fresh(point.states(), b);
    List<Boolean> active = new ArrayList<>(Collections.nCopies(n, false));
    active.addAll(wanted);
    List<Optional<Cotangent>> back = back(point, joined(z, theta), active, w, cut, inner);
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < theta.size(); k++) {
      if (wanted.get(k)) {
        Var parameter = theta.get(k);
        results.add(
            back.get(n + k).map(Cotangent::var).orElseGet(() -> inner.fill(0, parameter.type())));
      }
    }
    return DeadCode.prune(new Block(joined(z, theta, w, List.of()), inner.lets(), results));
  }

  private static List<Optional<Cotangent>> back(
      FixedPoint point,
      List<Var> arguments,
      List<Boolean> active,
      List<Var> w,
      boolean cut,
      Builder inner) {
    Pullback pullback = Reverse.run(point.step(), arguments, active, inner);
    return pullback.pullCut(
        inner, w.stream().map(v -> Optional.of(new Cotangent(v, cut))).toList());
  }

  private static Builder inner(Builder b) {
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    return inner;
  }

  private static List<Var> fresh(List<Var> like, Builder b) {
    return like.stream().map(b.names()::freshLike).toList();
  }

  private static List<Var> joined(List<Var> a, List<Var> b) {
    return joined(a, b, List.of(), List.of());
  }

  private static List<Var> joined(List<Var> a, List<Var> b, List<Var> c, List<Var> d) {
    List<Var> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    all.addAll(d);
    return all;
  }
}
