package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;
import java.util.Arrays;

/// Cholesky decomposition `A = L Lᵀ` of a symmetric positive definite matrix.
///
/// Golub and Van Loan, Matrix Computations, section 4.2.5 (outer products). The upper triangle of A
/// is not read. Every element of L is one chain of `fma` in index order from the element of A.
public final class Cholesky {
  private Cholesky() {}

  /// Replaces the `n` by `n` matrix A by L, with zeros above the diagonal.
  ///
  /// The result is 0, or the number `k` of the first leading `k` by `k` part of A that is not
  /// positive definite: then A has no such L, and what stands in it is without meaning.
  public static int factor(int n, double[] a, int ao) {
    for (int k = 0; k < n; k++) {
      int row = ao + k * n;
      if (!(a[row + k] > 0.0)) {
        return k + 1;
      }
      a[row + k] = Elementary.sqrt(a[row + k]);
      for (int i = k + 1; i < n; i++) {
        double l = a[ao + i * n + k] / a[row + k];
        a[ao + i * n + k] = l;
        a[row + i] = l; // column k once more, contiguous
        DoubleLanes.addMultiple(-l, a, row + k + 1, a, ao + i * n + k + 1, i - k);
      }
      Arrays.fill(a, row + k + 1, row + n, 0.0);
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
    for (int k = 0; k < n; k++) {
      int row = ao + k * n;
      if (!(a[row + k] > 0.0f)) {
        return k + 1;
      }
      a[row + k] = Elementary.sqrt(a[row + k]);
      for (int i = k + 1; i < n; i++) {
        float l = a[ao + i * n + k] / a[row + k];
        a[ao + i * n + k] = l;
        a[row + i] = l; // column k once more, contiguous
        FloatLanes.addMultiple(-l, a, row + k + 1, a, ao + i * n + k + 1, i - k);
      }
      Arrays.fill(a, row + k + 1, row + n, 0.0f);
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
