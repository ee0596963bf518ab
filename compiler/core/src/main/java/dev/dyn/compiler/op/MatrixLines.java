package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Matrix functions that need no kernel of their own: lines on matrices `[m, n]`.
public final class MatrixLines {
  private MatrixLines() {}

  public static Var transposed(Builder b, Var a) {
    return b.transpose(a, List.of(1, 0));
  }

  /// `A @ B` for a matrix A and a matrix or vector B.
  public static Var product(Builder b, Var left, Var right) {
    return b.contract(left, right, 0, 1);
  }

  public static Var outer(Builder b, Var x, Var y) {
    return b.contract(x, y, 0, 0);
  }

  /// The unit matrix of `size` rows.
  public static Var unit(Builder b, Dim size, Elem elem) {
    return b.convert(compared(b, Scalars.EQ, List.of(size, size)), elem);
  }

  /// `a` with zeros above the diagonal.
  public static Var lower(Builder b, Var a) {
    return b.select(compared(b, Scalars.GE, a.type().dims()), a, b.fill(0, a.type()));
  }

  /// `a` with zeros on and above the diagonal.
  public static Var strictlyLower(Builder b, Var a) {
    return b.select(compared(b, Scalars.GT, a.type().dims()), a, b.fill(0, a.type()));
  }

  /// Whether row index and column index compare, for each entry of a matrix of extents `dims`.
  static Var compared(Builder b, ScalarFn comparison, List<Dim> dims) {
    Var rows = b.broadcast(b.iota(dims.get(0)), dims, List.of(0));
    Var columns = b.broadcast(b.iota(dims.get(1)), dims, List.of(1));
    return b.call(comparison, rows, columns);
  }

  /// The diagonal of a square matrix.
  public static Var diagonal(Builder b, Var a) {
    Var places = b.iota(a.type().dim(0));
    return b.emit("diagonal", new Reindex.Gather(a, List.of(places, places), 0));
  }

  /// The square matrix with diagonal `x` and zeros beside it.
  public static Var diagonalMatrix(Builder b, Var x) {
    Dim n = x.type().dim(0);
    Var places = b.iota(n);
    return b.emit("diagonal", new Reindex.Scatter(x, List.of(places, places), 0, List.of(n, n)));
  }

  public static Var trace(Builder b, Var a) {
    return b.reduceAll(ReduceFn.SUM, diagonal(b, a));
  }

  /// The Kronecker product of `[m, n]` and `[p, q]`: blocks `A[i, j]*B`, in all `[m*p, n*q]`.
  public static Var kron(Builder b, Var left, Var right) {
    List<Dim> l = left.type().dims();
    List<Dim> r = right.type().dims();
    List<Dim> dims = List.of(l.get(0), r.get(0), l.get(1), r.get(1));
    Var product =
        b.mul(b.broadcast(left, dims, List.of(0, 2)), b.broadcast(right, dims, List.of(1, 3)));
    return b.reshape(product, List.of(l.get(0).times(r.get(0)), l.get(1).times(r.get(1))));
  }

  /// Half the sum of a square matrix and its transpose.
  static Var symmetric(Builder b, Var a) {
    return b.mul(b.fill(0.5, a.type()), b.add(a, transposed(b, a)));
  }
}
