package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
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
  private final Map<Var, SlicedCotangent> sliced = new HashMap<>();
  private final Map<Var, StripedCotangent> striped = new HashMap<>();

  Cotangents(Builder b, Set<Var> active) {
    this.b = b;
    this.active = active;
    products = new Products(b);
  }

  Set<Var> active() {
    return active;
  }

  boolean wants(Var x) {
    return active.contains(x);
  }

  Optional<Cotangent> of(Var x) {
    putTogether(x);
    return Optional.ofNullable(found.get(x));
  }

  /// What slices of `x` have got becomes one more contribution.
  private void putTogether(Var x) {
    SlicedCotangent pieces = sliced.remove(x);
    if (pieces != null) {
      add(x, pieces.whole(b));
    }
    StripedCotangent stripes = striped.remove(x);
    if (stripes != null) {
      add(x, stripes.whole(b));
    }
  }

  /// Adds `w` to the cotangent of the slice of `x` from `start`, every `stride`-th.
  void addSlice(Var x, int axis, Dim start, int stride, Cotangent w) {
    if (!wants(x)) {
      return;
    }
    if (StripedCotangent.fits(x.type(), axis, start, stride, w.var().type())) {
      StripedCotangent stripes =
          striped.computeIfAbsent(x, _ -> new StripedCotangent(x.type(), axis, stride));
      if (!stripes.take(b, axis, stride, (int) start.value(), w)) {
        putTogether(x);
        addSlice(x, axis, start, stride, w);
      }
      return;
    }
    Dim extent = x.type().dim(axis);
    boolean isKnown = start.isKnown() && extent.isKnown() && w.var().type().dim(axis).isKnown();
    if (!isKnown || stride != 1) {
      add(
          x,
          new Cotangent(
              b.emit("w", new Reindex.Pad(w.var(), axis, start, extent, stride)), w.isCut()));
      return;
    }
    SlicedCotangent pieces = sliced.computeIfAbsent(x, _ -> new SlicedCotangent(x.type(), axis));
    if (!pieces.take(b, axis, start.value(), w)) {
      putTogether(x);
      addSlice(x, axis, start, stride, w);
    }
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
    putTogether(x);
    Cotangent old = found.get(x);
    boolean cut = w.isCut() || (old != null && old.isCut());
    Var sum =
        old == null
            ? products.times(w.var(), partial, w.isCut())
            : products.plusTimes(old.var(), w.var(), partial, w.isCut());
    found.put(x, new Cotangent(sum, cut));
  }
}
