package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import java.util.List;

/// Quantiles along the last axis, as lines: sort, then interpolate linearly between the two
/// neighbours of place `q*(n - 1)` (definition 7 of Hyndman and Fan 1996, as NumPy and R have it).
///
/// Differentiable in the entries and in q. Of a NaN entry the sort makes the last one.
public final class Quantiles {
  private Quantiles() {}

  /// The q-quantile of `x` = `[batch…, n]` as `[batch…]`; `q` is a real scalar of the kind of x.
  public static Var quantile(Builder b, Var x, Var q) {
    int batch = x.type().rank() - 1;
    Dim n = x.type().dim(batch);
    Var sorted = b.emit("sorted", new Op.ArrayCall(ArrayFunctions.SORT, List.of(x), batch));
    Var last = b.sub(b.emit("n", new Size(n)), b.integer(1));
    Var place = b.mul(q, b.convert(last, q.type().elem()));
    Var below = b.call(ElementaryFunctions.FLOOR, place);
    Var lower = b.call(Scalars.TO_I64, below);
    Var upper = b.call(Scalars.MIN, b.add(lower, b.integer(1)), last);
    Var left = entry(b, sorted, lower, batch);
    Var right = entry(b, sorted, upper, batch);
    Var share = b.broadcast(b.sub(place, below), left.type().dims(), List.of());
    return b.fma(share, b.sub(right, left), left);
  }

  /// The 1/2-quantile.
  public static Var median(Builder b, Var x) {
    return quantile(b, x, b.real(0.5, x.type().elem()));
  }

  private static Var entry(Builder b, Var sorted, Var index, int batch) {
    List<Dim> outer = sorted.type().dims().subList(0, batch);
    Var indices = b.broadcast(index, outer, List.of());
    return b.emit("entry", new Reindex.Gather(sorted, List.of(indices), batch));
  }
}
