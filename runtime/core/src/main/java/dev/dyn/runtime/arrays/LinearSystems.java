package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.kernel.Cholesky;
import dev.dyn.runtime.kernel.Eigenvalues;
import dev.dyn.runtime.kernel.LU;
import dev.dyn.runtime.kernel.MatrixExponential;
import dev.dyn.runtime.kernel.QR;
import dev.dyn.runtime.kernel.SingularValues;
import dev.dyn.runtime.kernel.SymmetricEigen;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Calls the runtime's factorizations on tensors, in the precision of the tensor, and says in the
/// user's words what cannot be done. General eigenvalues and the exponential are computed in double
/// precision and rounded.
public final class LinearSystems {
  private LinearSystems() {}

  private static int rows(Tensor a) {
    return a.shape().extent(0);
  }

  private static int columns(Tensor a) {
    return a.shape().rank() < 2 ? 1 : a.shape().extent(1);
  }

  private static IllegalArgumentException noReals() {
    return new IllegalArgumentException("linear algebra takes reals");
  }

  private static RunFailure singular(String purpose) {
    return new RunFailure(
        "DYN7006",
        -1,
        "The matrix is singular: " + purpose + ".",
        List.of("Its columns depend on each other; its singular values show how much."));
  }

  public static Tensor solve(Tensor a, Tensor right) {
    int n = rows(a);
    int[] pivots = new int[n];
    return switch (a) {
      case Tensor.F64(_, double[] values) -> {
        double[] lu = values.clone();
        double[] x = ((Tensor.F64) right).values().clone();
        requireRegular(LU.factor(n, lu, 0, pivots, 0), "the system has no unique solution");
        LU.solve(n, columns(right), lu, 0, pivots, 0, x, 0);
        yield new Tensor.F64(right.shape(), x);
      }
      case Tensor.F32(_, float[] values) -> {
        float[] lu = values.clone();
        float[] x = ((Tensor.F32) right).values().clone();
        requireRegular(LU.factor(n, lu, 0, pivots, 0), "the system has no unique solution");
        LU.solve(n, columns(right), lu, 0, pivots, 0, x, 0);
        yield new Tensor.F32(right.shape(), x);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  private static void requireRegular(int sign, String purpose) {
    if (sign == 0) {
      throw singular(purpose);
    }
  }

  public static Tensor inverse(Tensor a) {
    int n = rows(a);
    int[] pivots = new int[n];
    return switch (a) {
      case Tensor.F64(var shape, double[] values) -> {
        double[] lu = values.clone();
        double[] y = new double[n * n];
        requireRegular(LU.factor(n, lu, 0, pivots, 0), "it has no inverse");
        LU.inverse(n, lu, 0, pivots, 0, y, 0);
        yield new Tensor.F64(shape, y);
      }
      case Tensor.F32(var shape, float[] values) -> {
        float[] lu = values.clone();
        float[] y = new float[n * n];
        requireRegular(LU.factor(n, lu, 0, pivots, 0), "it has no inverse");
        LU.inverse(n, lu, 0, pivots, 0, y, 0);
        yield new Tensor.F32(shape, y);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  public static Tensor determinant(Tensor a) {
    int n = rows(a);
    int[] pivots = new int[n];
    return switch (a) {
      case Tensor.F64(_, double[] values) -> {
        double[] lu = values.clone();
        int sign = LU.factor(n, lu, 0, pivots, 0);
        yield Tensor.of(sign == 0 ? 0.0 : LU.determinant(n, lu, 0, sign));
      }
      case Tensor.F32(_, float[] values) -> {
        float[] lu = values.clone();
        int sign = LU.factor(n, lu, 0, pivots, 0);
        yield Tensor.of(sign == 0 ? 0.0f : LU.determinant(n, lu, 0, sign));
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  public static Tensor cholesky(Tensor a) {
    int n = rows(a);
    return switch (a) {
      case Tensor.F64(var shape, double[] values) -> {
        double[] l = values.clone();
        requireDefinite(Cholesky.factor(n, l, 0));
        yield new Tensor.F64(shape, l);
      }
      case Tensor.F32(var shape, float[] values) -> {
        float[] l = values.clone();
        requireDefinite(Cholesky.factor(n, l, 0));
        yield new Tensor.F32(shape, l);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  private static void requireDefinite(int part) {
    if (part != 0) {
      throw new RunFailure(
          "DYN7007",
          -1,
          "The matrix is not positive definite, so it has no Cholesky factor.",
          List.of("already its upper left " + part + " by " + part + " part is not"));
    }
  }

  public static List<Tensor> qr(Tensor a) {
    int m = rows(a);
    int n = columns(a);
    int p = Math.min(m, n);
    return switch (a) {
      case Tensor.F64(_, double[] values) -> {
        double[] q = new double[m * p];
        double[] r = new double[p * n];
        QR.factor(m, n, values, 0, q, 0, r, 0);
        yield List.of(new Tensor.F64(new Shape(m, p), q), new Tensor.F64(new Shape(p, n), r));
      }
      case Tensor.F32(_, float[] values) -> {
        float[] q = new float[m * p];
        float[] r = new float[p * n];
        QR.factor(m, n, values, 0, q, 0, r, 0);
        yield List.of(new Tensor.F32(new Shape(m, p), q), new Tensor.F32(new Shape(p, n), r));
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  public static Tensor leastSquares(Tensor a, Tensor right) {
    int m = rows(a);
    int n = columns(a);
    int[] extents = right.shape().extents().clone();
    extents[0] = n;
    Shape shape = new Shape(extents);
    String purpose = "the least-squares problem has no unique solution";
    if (m < n) {
      throw singular(purpose + ", having fewer equations than unknowns");
    }
    return switch (a) {
      case Tensor.F64(_, double[] values) -> {
        double[] x = new double[shape.size()];
        double[] b = ((Tensor.F64) right).values();
        requireRegular(
            QR.leastSquares(m, n, columns(right), values, 0, b, 0, x, 0) == 0 ? 1 : 0, purpose);
        yield new Tensor.F64(shape, x);
      }
      case Tensor.F32(_, float[] values) -> {
        float[] x = new float[shape.size()];
        float[] b = ((Tensor.F32) right).values();
        requireRegular(
            QR.leastSquares(m, n, columns(right), values, 0, b, 0, x, 0) == 0 ? 1 : 0, purpose);
        yield new Tensor.F32(shape, x);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  /// Runs an iteration that may not converge.
  private static void iterate(Runnable iteration) {
    try {
      iteration.run();
    } catch (ArithmeticException e) {
      throw new RunFailure(
          "DYN7008",
          -1,
          "The decomposition of the matrix did not converge.",
          List.of(e.getMessage()));
    }
  }

  public static List<Tensor> symmetricEigen(Tensor a) {
    int n = rows(a);
    Shape shape = new Shape(n);
    return switch (a) {
      case Tensor.F64(var square, double[] values) -> {
        double[] w = new double[n];
        double[] v = new double[n * n];
        iterate(() -> SymmetricEigen.decompose(n, values, 0, w, v));
        yield List.of(new Tensor.F64(shape, w), new Tensor.F64(square, v));
      }
      case Tensor.F32(var square, float[] values) -> {
        float[] w = new float[n];
        float[] v = new float[n * n];
        iterate(() -> SymmetricEigen.decompose(n, values, 0, w, v));
        yield List.of(new Tensor.F32(shape, w), new Tensor.F32(square, v));
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  public static List<Tensor> singularValues(Tensor a) {
    int m = rows(a);
    int n = columns(a);
    int p = Math.min(m, n);
    Shape left = new Shape(m, p);
    Shape right = new Shape(n, p);
    return switch (a) {
      case Tensor.F64(_, double[] values) -> {
        double[] u = new double[m * p];
        double[] s = new double[p];
        double[] v = new double[n * p];
        iterate(() -> SingularValues.decompose(m, n, values, 0, u, s, v));
        yield List.of(
            new Tensor.F64(left, u), new Tensor.F64(new Shape(p), s), new Tensor.F64(right, v));
      }
      case Tensor.F32(_, float[] values) -> {
        float[] u = new float[m * p];
        float[] s = new float[p];
        float[] v = new float[n * p];
        iterate(() -> SingularValues.decompose(m, n, values, 0, u, s, v));
        yield List.of(
            new Tensor.F32(left, u), new Tensor.F32(new Shape(p), s), new Tensor.F32(right, v));
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }

  public static List<Tensor> eigenvalues(Tensor a) {
    int n = rows(a);
    double[] re = new double[n];
    double[] im = new double[n];
    iterate(() -> Eigenvalues.of(n, widened(a), re, im));
    return List.of(like(a, new Shape(n), re), like(a, new Shape(n), im));
  }

  public static Tensor exponential(Tensor a) {
    return like(a, a.shape(), MatrixExponential.of(rows(a), widened(a)));
  }

  private static double[] widened(Tensor a) {
    double[] values = new double[a.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = a.realAt(k);
    }
    return values;
  }

  /// `values` as a tensor of the kind of `a`.
  private static Tensor like(Tensor a, Shape shape, double[] values) {
    return switch (a) {
      case Tensor.F64 _ -> new Tensor.F64(shape, values);
      case Tensor.F32 _ -> {
        float[] narrow = new float[values.length];
        for (int k = 0; k < narrow.length; k++) {
          narrow[k] = (float) values[k];
        }
        yield new Tensor.F32(shape, narrow);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw noReals();
    };
  }
}
