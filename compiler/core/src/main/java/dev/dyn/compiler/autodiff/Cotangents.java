package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The cotangents found so far: contributions to one variable are added. Variables that are not
/// active get none.
final class Cotangents {
  private final Builder b;
  private final Set<Var> active;
  private final Products products;
  private final Map<Var, Cotangent> found = new HashMap<>();

  Cotangents(Builder b, Set<Var> active) {
    this.b = b;
    this.active = active;
    products = new Products(b);
  }

  boolean wants(Var x) {
    return active.contains(x);
  }

  Optional<Cotangent> of(Var x) {
    return Optional.ofNullable(found.get(x));
  }

  /// Adds `w` to the cotangent of `x`.
  void add(Var x, Cotangent w) {
    if (wants(x)) {
      found.merge(
          x,
          w,
          (old, more) -> new Cotangent(b.add(old.var(), more.var()), old.isCut() || more.isCut()));
    }
  }

  /// Adds `w*partial` to the cotangent of `x`.
  void addProduct(Var x, Cotangent w, Var partial) {
    if (!wants(x)) {
      return;
    }
    Cotangent old = found.get(x);
    boolean cut = w.isCut() || (old != null && old.isCut());
    Var sum =
        old == null
            ? products.times(w.var(), partial, w.isCut())
            : products.plusTimes(old.var(), w.var(), partial, w.isCut());
    found.put(x, new Cotangent(sum, cut));
  }
}
