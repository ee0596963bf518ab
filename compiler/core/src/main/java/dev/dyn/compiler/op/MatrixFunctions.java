package dev.dyn.compiler.op;

import static dev.dyn.compiler.op.MatrixLines.diagonalMatrix;
import static dev.dyn.compiler.op.MatrixLines.lower;
import static dev.dyn.compiler.op.MatrixLines.outer;
import static dev.dyn.compiler.op.MatrixLines.product;
import static dev.dyn.compiler.op.MatrixLines.strictlyLower;
import static dev.dyn.compiler.op.MatrixLines.symmetric;
import static dev.dyn.compiler.op.MatrixLines.transposed;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.arrays.LinearSystems;
import java.util.ArrayList;
import java.util.List;

/// Linear algebra on one matrix; further outer axes are a batch.
///
/// Derivatives are those of Giles (2008, "An extended collection of matrix derivative results"), of
/// Murray (2016) for Cholesky and of Walter and Lehmann (2018) for QR.
public final class MatrixFunctions {
  /// `linsolve(A, b)`: the x with `A @ x` = b, for a vector or a matrix of columns b.
  public static final ArrayFn LINSOLVE =
      ArrayRow.named("linsolve")
          .types(x -> List.of(x.get(1)))
          .runs(x -> List.of(LinearSystems.solve(x.get(0), x.get(1))))
          .forward((b, x, y, dx) -> {
            Var rest = b.sub(dx.get(1), product(b, dx.get(0), y.getFirst()));
            return List.of(solve(b, x.getFirst(), rest));
          })
          .backward((b, x, y, w) -> {
            Var right = solve(b, transposed(b, x.getFirst()), w.getFirst());
            boolean isVector = right.type().rank() == 1;
            Var matrix =
                isVector
                    ? outer(b, right, y.getFirst())
                    : product(b, right, transposed(b, y.getFirst()));
            return List.of(b.neg(matrix), right);
          });

  public static final ArrayFn INV =
      ArrayRow.named("inv")
          .runs(x -> List.of(LinearSystems.inverse(x.getFirst())))
          .forward((b, _, y, dx) -> {
            Var inverse = y.getFirst();
            return List.of(b.neg(product(b, inverse, product(b, dx.getFirst(), inverse))));
          })
          .backward((b, _, y, w) -> {
            Var inverse = transposed(b, y.getFirst());
            return List.of(b.neg(product(b, inverse, product(b, w.getFirst(), inverse))));
          });

  /// The derivative needs the inverse: it fails at a singular matrix.
  public static final ArrayFn DET =
      ArrayRow.named("det")
          .types(x -> List.of(Type.scalar(x.getFirst().elem())))
          .runs(x -> List.of(LinearSystems.determinant(x.getFirst())))
          .forward((b, x, y, dx) -> {
            Var gradient = transposed(b, b.array(INV, x.getFirst()));
            Var rate = b.reduceAll(ReduceFn.SUM, b.mul(gradient, dx.getFirst()));
            return List.of(b.mul(y.getFirst(), rate));
          })
          .backward((b, x, y, w) -> {
            Var gradient = transposed(b, b.array(INV, x.getFirst()));
            Var factor = b.mul(w.getFirst(), y.getFirst());
            return List.of(b.mul(b.broadcast(factor, gradient.type().dims(), List.of()), gradient));
          });

  /// The lower triangle L with `L @ L.T` = A; of A only the lower triangle is read. The derivative
  /// is that for symmetric A.
  public static final ArrayFn CHOLESKY =
      ArrayRow.named("cholesky")
          .runs(x -> List.of(LinearSystems.cholesky(x.getFirst())))
          .forward((b, _, y, dx) -> {
            Var factor = y.getFirst();
            Var change = symmetric(b, dx.getFirst());
            Var left = solve(b, factor, change);
            Var both = transposed(b, solve(b, factor, transposed(b, left)));
            return List.of(product(b, factor, lowerWithHalfDiagonal(b, both)));
          })
          .backward((b, _, y, w) -> {
            Var factor = y.getFirst();
            Var upper = transposed(b, factor);
            Var inner = lowerWithHalfDiagonal(b, product(b, upper, lower(b, w.getFirst())));
            Var left = solve(b, upper, inner);
            return List.of(symmetric(b, transposed(b, solve(b, upper, transposed(b, left)))));
          });

  /// `(Q, R)` with `Q @ R` = A, orthonormal columns of Q and a diagonal of R that is not negative.
  public static final ArrayFn QR =
      ArrayRow.named("qr")
          .types(x -> List.of(leftPart(x.getFirst()), rightPart(x.getFirst())))
          .runs(x -> LinearSystems.qr(x.getFirst()))
          .forward((b, _, y, dx) -> {
            Var q = y.get(0);
            Var r = y.get(1);
            Var inner = product(b, transposed(b, q), dx.getFirst());
            Var rotated = timesInverse(b, inner, r);
            Var below = strictlyLower(b, rotated);
            Var turn = b.sub(below, transposed(b, below));
            Var outside = b.sub(dx.getFirst(), product(b, q, inner));
            Var dq = b.add(product(b, q, turn), timesInverse(b, outside, r));
            return List.of(dq, b.sub(inner, product(b, turn, r)));
          })
          .backward((b, _, y, w) -> {
            Var q = y.get(0);
            Var r = y.get(1);
            Var fromR = product(b, r, transposed(b, w.get(1)));
            Var m = b.sub(fromR, product(b, transposed(b, w.get(0)), q));
            Var mirrored = b.add(lower(b, m), transposed(b, strictlyLower(b, m)));
            Var whole = b.add(w.get(0), product(b, q, mirrored));
            return List.of(timesInverse(b, whole, transposed(b, r)));
          });

  /// `(values, vectors)`, ascending, with the vectors as columns. Where two eigenvalues are equal
  /// the derivative of the vectors does not exist, and what would be divided by their difference is
  /// left out.
  public static final ArrayFn EIGH =
      ArrayRow.named("eigh")
          .types(x -> List.of(x.getFirst().inner(1), x.getFirst()))
          .runs(x -> LinearSystems.symmetricEigen(x.getFirst()))
          .forward((b, _, y, dx) -> {
            Var vectors = y.get(1);
            Var change = symmetric(b, dx.getFirst());
            Var inner = product(b, transposed(b, vectors), product(b, change, vectors));
            Var turned = product(b, vectors, b.mul(gaps(b, y.getFirst()), inner));
            return List.of(MatrixLines.diagonal(b, inner), turned);
          })
          .backward((b, _, y, w) -> {
            Var vectors = y.get(1);
            Var across = transposed(b, vectors);
            Var turned = b.mul(gaps(b, y.getFirst()), product(b, across, w.get(1)));
            Var inner = b.add(diagonalMatrix(b, w.get(0)), turned);
            return List.of(symmetric(b, product(b, vectors, product(b, inner, across))));
          });

  /// `(real parts, imaginary parts)`, ascending by real part.
  public static final ArrayFn EIGENVALUES =
      ArrayRow.named("eigenvalues")
          .types(x -> List.of(x.getFirst().inner(1), x.getFirst().inner(1)))
          .runs(x -> LinearSystems.eigenvalues(x.getFirst()));

  /// `(U, s, V)` with `U @ diag(s) @ V.T` = A, s descending.
  public static final ArrayFn SVD =
      ArrayRow.named("svd")
          .types(x -> {
            Type a = x.getFirst();
            Dim p = smaller(a);
            return List.of(leftPart(a), a.withDims(List.of(p)), a.withDims(List.of(a.dim(1), p)));
          })
          .runs(x -> LinearSystems.singularValues(x.getFirst()));

  /// `lstsq(A, b)`: the x that makes `norm(A @ x - b)` least.
  public static final ArrayFn LSTSQ =
      ArrayRow.named("lstsq")
          .types(x -> {
            Type b = x.get(1);
            List<Dim> dims = new ArrayList<>(b.dims());
            dims.set(0, x.getFirst().dim(1));
            return List.of(b.withDims(dims));
          })
          .runs(x -> List.of(LinearSystems.leastSquares(x.get(0), x.get(1))));

  /// Derivatives by the exponential of a block triangle (Mathias 1996): `exp([[A, E], [0, A]])` has
  /// the derivative in direction E in its upper right corner.
  public static final ArrayFn EXPM =
      ArrayRow.named("expm")
          .runs(x -> List.of(LinearSystems.exponential(x.getFirst())))
          .forward((b, x, _, dx) -> List.of(exponentialAlong(b, x.getFirst(), dx.getFirst())))
          .backward((b, x, _, w) ->
              List.of(exponentialAlong(b, transposed(b, x.getFirst()), w.getFirst())));

  private MatrixFunctions() {}

  static List<ArrayFn> all() {
    return List.of(LINSOLVE, INV, DET, CHOLESKY, QR, EIGH, EIGENVALUES, SVD, LSTSQ, EXPM);
  }

  private static Var solve(Builder b, Var matrix, Var right) {
    return b.array(LINSOLVE, matrix, right);
  }

  /// `X @ inv(R)`.
  private static Var timesInverse(Builder b, Var x, Var r) {
    return transposed(b, solve(b, transposed(b, r), transposed(b, x)));
  }

  private static Var lowerWithHalfDiagonal(Builder b, Var a) {
    Var half = b.mul(b.fill(0.5, a.type()), lower(b, a));
    return b.add(half, b.mul(b.fill(0.5, a.type()), strictlyLower(b, a)));
  }

  /// `1/(values[j] - values[i])`, and 0 where the two are equal.
  private static Var gaps(Builder b, Var values) {
    Dim n = values.type().dim(0);
    List<Dim> dims = List.of(n, n);
    Var gap = b.sub(b.broadcast(values, dims, List.of(1)), b.broadcast(values, dims, List.of(0)));
    Var zero = b.fill(0, gap.type());
    Var isZero = b.call(Scalars.EQ, gap, zero);
    Var one = b.fill(1, gap.type());
    return b.select(isZero, zero, b.div(one, b.select(isZero, one, gap)));
  }

  private static Var exponentialAlong(Builder b, Var a, Var direction) {
    Dim n = a.type().dim(0);
    Var zero = b.fill(0, a.type());
    Var upper = b.concat(List.of(a, direction), 1);
    Var block = b.concat(List.of(upper, b.concat(List.of(zero, a), 1)), 0);
    Var whole = b.array(EXPM, block);
    return b.slice(b.slice(whole, 0, Dim.ZERO, n, 1), 1, n, n, 1);
  }

  private static Dim smaller(Type a) {
    boolean isKnown = a.dim(0).isKnown() && a.dim(1).isKnown();
    boolean isWide = isKnown && a.dim(1).value() > a.dim(0).value();
    return isWide ? a.dim(0) : a.dim(1); // named sizes: as many rows as columns or more
  }

  private static Type leftPart(Type a) {
    return a.withDims(List.of(a.dim(0), smaller(a)));
  }

  private static Type rightPart(Type a) {
    return a.withDims(List.of(smaller(a), a.dim(1)));
  }
}
