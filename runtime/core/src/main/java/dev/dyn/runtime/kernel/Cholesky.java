package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;

/// Cholesky decomposition `A = L Lᵀ` of a symmetric positive definite matrix.
///
/// Golub and Van Loan, Matrix Computations, section 4.2.3, by rows of the lower triangle; the upper
/// triangle of A is not read. Sums run in index order by `fma`. Allocates nothing.
public final class Cholesky {
  private Cholesky() {}

  /// Replaces the `n` by `n` matrix A by L, with zeros above the diagonal.
  ///
  /// The result is 0, or the number `k` of the first leading `k` by `k` part of A that is not
  /// positive definite: then A has no such L, and what stands in it is without meaning.
  public static int factor(int n, double[] a, int ao) {
    for (int i = 0; i < n; i++) {
      int row = ao + i * n;
      for (int j = 0; j <= i; j++) {
        int other = ao + j * n;
        double rest = a[row + j];
        for (int p = 0; p < j; p++) {
          rest = Math.fma(-a[row + p], a[other + p], rest);
        }
        if (j < i) {
          a[row + j] = rest / a[other + j];
        } else if (rest > 0.0) {
          a[row + i] = Elementary.sqrt(rest);
        } else {
          return i + 1;
        }
      }
      for (int j = i + 1; j < n; j++) {
        a[row + j] = 0.0;
      }
    }
    return 0;
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻¹ B`, from the factor L of A.
  public static void solve(int n, int columns, double[] l, int lo, double[] b, int bo) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double x = l[lo + i * n + j];
        DoubleLanes.addMultiple(-x, b, bo + j * columns, b, bo + i * columns, columns);
      }
      divide(columns, b, bo + i * columns, l[lo + i * n + i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      divide(columns, b, bo + i * columns, l[lo + i * n + i]);
      for (int j = 0; j < i; j++) {
        double x = l[lo + i * n + j];
        DoubleLanes.addMultiple(-x, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
  }

  private static void divide(int n, double[] x, int xo, double divisor) {
    for (int i = 0; i < n; i++) {
      x[xo + i] /= divisor;
    }
  }

  /// Replaces the `n` by `n` matrix A by L, with zeros above the diagonal.
  ///
  /// The result is 0, or the number `k` of the first leading `k` by `k` part of A that is not
  /// positive definite: then A has no such L, and what stands in it is without meaning.
  public static int factor(int n, float[] a, int ao) {
    for (int i = 0; i < n; i++) {
      int row = ao + i * n;
      for (int j = 0; j <= i; j++) {
        int other = ao + j * n;
        float rest = a[row + j];
        for (int p = 0; p < j; p++) {
          rest = Math.fma(-a[row + p], a[other + p], rest);
        }
        if (j < i) {
          a[row + j] = rest / a[other + j];
        } else if (rest > 0.0f) {
          a[row + i] = Elementary.sqrt(rest);
        } else {
          return i + 1;
        }
      }
      for (int j = i + 1; j < n; j++) {
        a[row + j] = 0.0f;
      }
    }
    return 0;
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻¹ B`, from the factor L of A.
  public static void solve(int n, int columns, float[] l, int lo, float[] b, int bo) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        float x = l[lo + i * n + j];
        FloatLanes.addMultiple(-x, b, bo + j * columns, b, bo + i * columns, columns);
      }
      divide(columns, b, bo + i * columns, l[lo + i * n + i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      divide(columns, b, bo + i * columns, l[lo + i * n + i]);
      for (int j = 0; j < i; j++) {
        float x = l[lo + i * n + j];
        FloatLanes.addMultiple(-x, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
  }

  private static void divide(int n, float[] x, int xo, float divisor) {
    for (int i = 0; i < n; i++) {
      x[xo + i] /= divisor;
    }
  }
}
