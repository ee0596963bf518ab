package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;
import java.util.Arrays;

/// QR decomposition `A = Q R` by Householder reflections, where the diagonal of R is not negative.
///
/// Golub and Van Loan, Matrix Computations, algorithms 5.1.1 and 5.2.1, with rows kept contiguous.
/// A is `m` by `n`; with `p = min(m, n)`, Q is `m` by `p` with orthonormal columns and R is `p` by
/// `n`, upper triangular. With the sign fixed, both are unique where A has full column rank.
public final class QR {
  private static final double DOUBLE_EPSILON = 0x1p-52;
  private static final float FLOAT_EPSILON = 0x1p-23f;

  private QR() {}

  /// Writes Q to `q` and R to `r`. Allocates a copy of A.
  public static void factor(
      int m, int n, double[] a, int ao, double[] q, int qo, double[] r, int ro) {
    int p = Math.min(m, n);
    double[] work = Arrays.copyOfRange(a, ao, ao + m * n);
    double[] reflections = new double[p * m];
    double[] sums = new double[n];
    for (int k = 0; k < p; k++) {
      takeReflection(m, n, work, k, reflections, k * m);
      reflect(m, n, k, reflections, k * m, work, 0, sums);
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < n; j++) {
        r[ro + i * n + j] = j < i ? 0.0 : work[i * n + j];
      }
      for (int j = 0; j < m; j++) {
        q[qo + j * p + i] = i == j ? 1.0 : 0.0;
      }
    }
    for (int k = p - 1; k >= 0; k--) {
      reflect(m, p, k, reflections, k * m, q, qo, sums);
    }
    for (int k = 0; k < p; k++) {
      if (r[ro + k * n + k] < 0.0) {
        negate(p, m, q, qo, k, r, ro, n);
      }
    }
  }

  /// Writes to `v` the vector of length `sqrt(2)` for which the reflection `1 - v vᵀ` leaves of
  /// column `k`, from row `k` down, only its first element; zeros for a column of zeros.
  private static void takeReflection(int m, int n, double[] x, int k, double[] v, int vo) {
    double largest = 0.0;
    for (int i = k; i < m; i++) {
      largest = Math.max(largest, Math.abs(x[i * n + k]));
    }
    if (largest == 0.0) {
      return;
    }
    for (int i = k; i < m; i++) {
      v[vo + i] = x[i * n + k] / largest;
    }
    double norm = Elementary.sqrt(Sums.sumOfSquares(v, vo + k, m - k));
    // Away from zero, so that nothing cancels.
    v[vo + k] += v[vo + k] < 0.0 ? -norm : norm;
    double scale = Elementary.sqrt(norm * Math.abs(v[vo + k]));
    for (int i = k; i < m; i++) {
      v[vo + i] /= scale;
    }
  }

  /// Applies `1 - v vᵀ`, where `v` is zero above row `k`, to the `m` by `n` matrix X, whose columns
  /// before `k` it would not change.
  private static void reflect(
      int m, int n, int k, double[] v, int vo, double[] x, int xo, double[] sums) {
    Arrays.fill(sums, k, n, 0.0);
    for (int i = k; i < m; i++) {
      DoubleLanes.addMultiple(v[vo + i], x, xo + i * n + k, sums, k, n - k);
    }
    for (int i = k; i < m; i++) {
      DoubleLanes.addMultiple(-v[vo + i], sums, k, x, xo + i * n + k, n - k);
    }
  }

  /// Changes the sign of row `k` of R and column `k` of Q.
  private static void negate(int p, int m, double[] q, int qo, int k, double[] r, int ro, int n) {
    for (int j = k; j < n; j++) {
      r[ro + k * n + j] = -r[ro + k * n + j];
    }
    for (int i = 0; i < m; i++) {
      q[qo + i * p + k] = -q[qo + i * p + k];
    }
  }

  /// Writes to the `n` by `columns` matrix X what makes `|A X - B|` least, column by column, where
  /// `m >= n` and B is `m` by `columns`. Allocates Q and R.
  ///
  /// The result is 0, or the number `k` of the first column of A that depends on those before it to
  /// within rounding: then X is not unique, and what stands in it is without meaning.
  public static int leastSquares(
      int m, int n, int columns, double[] a, int ao, double[] b, int bo, double[] x, int xo) {
    double[] q = new double[m * n];
    double[] r = new double[n * n];
    factor(m, n, a, ao, q, 0, r, 0);
    double size = Elementary.sqrt(Sums.sumOfSquares(r, 0, n * n));
    for (int k = 0; k < n; k++) {
      if (!(r[k * n + k] > size * m * DOUBLE_EPSILON)) {
        return k + 1;
      }
    }
    Gemm.multiply(n, columns, m, q, 0, 1, n, b, bo, columns, 1, x, xo, columns);
    for (int i = n - 1; i >= 0; i--) {
      int row = xo + i * columns;
      for (int j = i + 1; j < n; j++) {
        DoubleLanes.addMultiple(-r[i * n + j], x, xo + j * columns, x, row, columns);
      }
      for (int j = 0; j < columns; j++) {
        x[row + j] /= r[i * n + i];
      }
    }
    return 0;
  }

  /// Writes Q to `q` and R to `r`. Allocates a copy of A.
  public static void factor(int m, int n, float[] a, int ao, float[] q, int qo, float[] r, int ro) {
    int p = Math.min(m, n);
    float[] work = Arrays.copyOfRange(a, ao, ao + m * n);
    float[] reflections = new float[p * m];
    float[] sums = new float[n];
    for (int k = 0; k < p; k++) {
      takeReflection(m, n, work, k, reflections, k * m);
      reflect(m, n, k, reflections, k * m, work, 0, sums);
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < n; j++) {
        r[ro + i * n + j] = j < i ? 0.0f : work[i * n + j];
      }
      for (int j = 0; j < m; j++) {
        q[qo + j * p + i] = i == j ? 1.0f : 0.0f;
      }
    }
    for (int k = p - 1; k >= 0; k--) {
      reflect(m, p, k, reflections, k * m, q, qo, sums);
    }
    for (int k = 0; k < p; k++) {
      if (r[ro + k * n + k] < 0.0f) {
        negate(p, m, q, qo, k, r, ro, n);
      }
    }
  }

  /// Writes to `v` the vector of length `sqrt(2)` for which the reflection `1 - v vᵀ` leaves of
  /// column `k`, from row `k` down, only its first element; zeros for a column of zeros.
  private static void takeReflection(int m, int n, float[] x, int k, float[] v, int vo) {
    float largest = 0.0f;
    for (int i = k; i < m; i++) {
      largest = Math.max(largest, Math.abs(x[i * n + k]));
    }
    if (largest == 0.0f) {
      return;
    }
    for (int i = k; i < m; i++) {
      v[vo + i] = x[i * n + k] / largest;
    }
    float norm = Elementary.sqrt(Sums.sumOfSquares(v, vo + k, m - k));
    // Away from zero, so that nothing cancels.
    v[vo + k] += v[vo + k] < 0.0f ? -norm : norm;
    float scale = Elementary.sqrt(norm * Math.abs(v[vo + k]));
    for (int i = k; i < m; i++) {
      v[vo + i] /= scale;
    }
  }

  /// Applies `1 - v vᵀ`, where `v` is zero above row `k`, to the `m` by `n` matrix X, whose columns
  /// before `k` it would not change.
  private static void reflect(
      int m, int n, int k, float[] v, int vo, float[] x, int xo, float[] sums) {
    Arrays.fill(sums, k, n, 0.0f);
    for (int i = k; i < m; i++) {
      FloatLanes.addMultiple(v[vo + i], x, xo + i * n + k, sums, k, n - k);
    }
    for (int i = k; i < m; i++) {
      FloatLanes.addMultiple(-v[vo + i], sums, k, x, xo + i * n + k, n - k);
    }
  }

  /// Changes the sign of row `k` of R and column `k` of Q.
  private static void negate(int p, int m, float[] q, int qo, int k, float[] r, int ro, int n) {
    for (int j = k; j < n; j++) {
      r[ro + k * n + j] = -r[ro + k * n + j];
    }
    for (int i = 0; i < m; i++) {
      q[qo + i * p + k] = -q[qo + i * p + k];
    }
  }

  /// Writes to the `n` by `columns` matrix X what makes `|A X - B|` least, column by column, where
  /// `m >= n` and B is `m` by `columns`. Allocates Q and R.
  ///
  /// The result is 0, or the number `k` of the first column of A that depends on those before it to
  /// within rounding: then X is not unique, and what stands in it is without meaning.
  public static int leastSquares(
      int m, int n, int columns, float[] a, int ao, float[] b, int bo, float[] x, int xo) {
    float[] q = new float[m * n];
    float[] r = new float[n * n];
    factor(m, n, a, ao, q, 0, r, 0);
    float size = Elementary.sqrt(Sums.sumOfSquares(r, 0, n * n));
    for (int k = 0; k < n; k++) {
      if (!(r[k * n + k] > size * m * FLOAT_EPSILON)) {
        return k + 1;
      }
    }
    Gemm.multiply(n, columns, m, q, 0, 1, n, b, bo, columns, 1, x, xo, columns);
    for (int i = n - 1; i >= 0; i--) {
      int row = xo + i * columns;
      for (int j = i + 1; j < n; j++) {
        FloatLanes.addMultiple(-r[i * n + j], x, xo + j * columns, x, row, columns);
      }
      for (int j = 0; j < columns; j++) {
        x[row + j] /= r[i * n + i];
      }
    }
    return 0;
  }
}
