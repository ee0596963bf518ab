package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;
import java.util.Arrays;

/// Singular value decomposition `A = U diag(s) Vᵀ`.
///
/// One-sided Jacobi rotations (Hestenes 1958; Golub and Van Loan, Matrix Computations, section
/// 8.6.3): pairs of columns are turned until all are orthogonal, which finds small singular values
/// to high relative accuracy. With `p = min(m, n)`, U is `m` by `p`, V is `n` by `p`, both with
/// orthonormal columns, and `s` descends. In each column of U the first entry of the largest size
/// is positive. With an entry of A that is not finite, everything is NaN.
public final class SingularValues {
  /// Six to ten sweeps are usual.
  private static final int MOST_SWEEPS = 60;

  private static final double DOUBLE_EPSILON = 0x1p-52;
  private static final float FLOAT_EPSILON = 0x1p-23f;

  /// Lengths, beside a largest element of 1, whose squares no longer have full precision.
  private static final double DOUBLE_NEGLIGIBLE = 0x1p-400;

  private static final float FLOAT_NEGLIGIBLE = 0x1p-36f;

  private SingularValues() {}

  /// Writes the `m` by `p` matrix U, the `p` singular values and the `n` by `p` matrix V, all from
  /// 0 on. Allocates some matrices.
  ///
  /// @throws ArithmeticException if the columns are not orthogonal after [#MOST_SWEEPS] sweeps
  public static void decompose(
      int m, int n, double[] a, int ao, double[] u, double[] s, double[] v) {
    int p = Math.min(m, n);
    int length = Math.max(m, n);
    double[] x = new double[p * length];
    double scale = scaledColumns(m, n, a, ao, x);
    if (!Double.isFinite(scale)) {
      Arrays.fill(u, 0, m * p, Double.NaN);
      Arrays.fill(s, 0, p, Double.NaN);
      Arrays.fill(v, 0, n * p, Double.NaN);
      return;
    }
    double[] turned = new double[p * p];
    for (int i = 0; i < p; i++) {
      turned[i * p + i] = 1.0;
    }
    orthogonalize(p, length, x, turned);
    for (int i = 0; i < p; i++) {
      s[i] = Elementary.sqrt(Sums.sumOfSquares(x, i * length, length));
    }
    sortDescending(p, length, s, x, turned);
    normalize(p, length, s, x);
    for (int i = 0; i < p; i++) {
      s[i] *= scale;
      double sign = m >= n ? Signs.ofLargest(x, i * length, m) : Signs.ofLargest(turned, i * p, p);
      writeColumn(p, i, sign, m >= n ? x : turned, i * (m >= n ? length : p), m, u);
      writeColumn(p, i, sign, m >= n ? turned : x, i * (m >= n ? p : length), n, v);
    }
  }

  /// The columns of A, or its rows if they are fewer, as the rows of X, divided by the largest
  /// element in size, which is the result; by 1 if that is 0.
  private static double scaledColumns(int m, int n, double[] a, int ao, double[] x) {
    double largest = 0.0;
    for (int i = 0; i < m * n; i++) {
      largest = Math.max(largest, Math.abs(a[ao + i]));
    }
    double scale = largest == 0.0 ? 1.0 : largest;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        x[m >= n ? j * m + i : i * n + j] = a[ao + i * n + j] / scale;
      }
    }
    return scale;
  }

  private static void orthogonalize(int p, int length, double[] x, double[] turned) {
    double tolerance = DOUBLE_EPSILON * Elementary.sqrt((double) length);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean done = true;
      for (int i = 0; i < p; i++) {
        for (int j = i + 1; j < p; j++) {
          done &= !turn(i, j, p, length, tolerance, x, turned);
        }
      }
      if (done) {
        return;
      }
    }
    throw new ArithmeticException(
        "The singular values were not found in " + MOST_SWEEPS + " sweeps of rotations.");
  }

  /// Turns rows `i` and `j` of X until they are orthogonal; false if they were.
  private static boolean turn(
      int i, int j, int p, int length, double tolerance, double[] x, double[] turned) {
    double ii = Sums.sumOfSquares(x, i * length, length);
    double jj = Sums.sumOfSquares(x, j * length, length);
    double ij = Sums.dot(x, i * length, x, j * length, length);
    double si = Elementary.sqrt(ii);
    double sj = Elementary.sqrt(jj);
    if (Math.min(si, sj) < DOUBLE_NEGLIGIBLE || Math.abs(ij) <= tolerance * si * sj) {
      return false;
    }
    double cotangent = (jj - ii) / (2.0 * ij); // of twice the angle
    double root = Elementary.sqrt(Math.fma(cotangent, cotangent, 1.0));
    double tangent = 1.0 / (cotangent + Math.copySign(root, cotangent));
    double c = 1.0 / Elementary.sqrt(Math.fma(tangent, tangent, 1.0));
    double s = c * tangent;
    DoubleLanes.rotate(c, s, x, i * length, x, j * length, length);
    DoubleLanes.rotate(c, s, turned, i * p, turned, j * p, p);
    return true;
  }

  private static void sortDescending(int p, int length, double[] s, double[] x, double[] turned) {
    for (int i = 0; i < p; i++) {
      int largest = i;
      for (int j = i + 1; j < p; j++) {
        largest = s[j] > s[largest] ? j : largest;
      }
      exchange(1, s, i, largest);
      exchange(length, x, i * length, largest * length);
      exchange(p, turned, i * p, largest * p);
    }
  }

  private static void exchange(int n, double[] x, int row, int other) {
    for (int j = 0; j < n; j++) {
      double before = x[row + j];
      x[row + j] = x[other + j];
      x[other + j] = before;
    }
  }

  /// Divides the rows of X by their lengths. Where a length is negligible, the row becomes a
  /// direction that the rows before it lack.
  private static void normalize(int p, int length, double[] s, double[] x) {
    for (int i = 0; i < p; i++) {
      int row = i * length;
      if (s[i] >= DOUBLE_NEGLIGIBLE) {
        for (int k = 0; k < length; k++) {
          x[row + k] /= s[i];
        }
      } else {
        complete(i, length, x);
      }
    }
  }

  /// Replaces row `i` of X by a unit vector orthogonal to the rows before it: of the axes, the one
  /// they cover least, less its part along them.
  private static void complete(int i, int length, double[] x) {
    int row = i * length;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < length; k++) {
      double covered = Sums.dot(x, k, length, x, k, length, i);
      if (covered < least) {
        least = covered;
        best = k;
      }
    }
    Arrays.fill(x, row, row + length, 0.0);
    x[row + best] = 1.0;
    for (int pass = 0; pass < 2; pass++) { // twice is enough (Kahan)
      for (int j = 0; j < i; j++) {
        double d = Sums.dot(x, j * length, x, row, length);
        DoubleLanes.addMultiple(-d, x, j * length, x, row, length);
      }
    }
    double norm = Elementary.sqrt(Sums.sumOfSquares(x, row, length));
    for (int k = 0; k < length; k++) {
      x[row + k] /= norm;
    }
  }

  private static void writeColumn(
      int p, int column, double sign, double[] from, int fo, int n, double[] to) {
    for (int k = 0; k < n; k++) {
      to[k * p + column] = sign * from[fo + k];
    }
  }

  /// Writes the `m` by `p` matrix U, the `p` singular values and the `n` by `p` matrix V, all from
  /// 0 on. Allocates some matrices.
  ///
  /// @throws ArithmeticException if the columns are not orthogonal after [#MOST_SWEEPS] sweeps
  public static void decompose(int m, int n, float[] a, int ao, float[] u, float[] s, float[] v) {
    int p = Math.min(m, n);
    int length = Math.max(m, n);
    float[] x = new float[p * length];
    float scale = scaledColumns(m, n, a, ao, x);
    if (!Float.isFinite(scale)) {
      Arrays.fill(u, 0, m * p, Float.NaN);
      Arrays.fill(s, 0, p, Float.NaN);
      Arrays.fill(v, 0, n * p, Float.NaN);
      return;
    }
    float[] turned = new float[p * p];
    for (int i = 0; i < p; i++) {
      turned[i * p + i] = 1.0f;
    }
    orthogonalize(p, length, x, turned);
    for (int i = 0; i < p; i++) {
      s[i] = Elementary.sqrt(Sums.sumOfSquares(x, i * length, length));
    }
    sortDescending(p, length, s, x, turned);
    normalize(p, length, s, x);
    for (int i = 0; i < p; i++) {
      s[i] *= scale;
      float sign = m >= n ? Signs.ofLargest(x, i * length, m) : Signs.ofLargest(turned, i * p, p);
      writeColumn(p, i, sign, m >= n ? x : turned, i * (m >= n ? length : p), m, u);
      writeColumn(p, i, sign, m >= n ? turned : x, i * (m >= n ? p : length), n, v);
    }
  }

  /// The columns of A, or its rows if they are fewer, as the rows of X, divided by the largest
  /// element in size, which is the result; by 1 if that is 0.
  private static float scaledColumns(int m, int n, float[] a, int ao, float[] x) {
    float largest = 0.0f;
    for (int i = 0; i < m * n; i++) {
      largest = Math.max(largest, Math.abs(a[ao + i]));
    }
    float scale = largest == 0.0f ? 1.0f : largest;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        x[m >= n ? j * m + i : i * n + j] = a[ao + i * n + j] / scale;
      }
    }
    return scale;
  }

  private static void orthogonalize(int p, int length, float[] x, float[] turned) {
    float tolerance = FLOAT_EPSILON * Elementary.sqrt((float) length);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean done = true;
      for (int i = 0; i < p; i++) {
        for (int j = i + 1; j < p; j++) {
          done &= !turn(i, j, p, length, tolerance, x, turned);
        }
      }
      if (done) {
        return;
      }
    }
    throw new ArithmeticException(
        "The singular values were not found in " + MOST_SWEEPS + " sweeps of rotations.");
  }

  /// Turns rows `i` and `j` of X until they are orthogonal; false if they were.
  private static boolean turn(
      int i, int j, int p, int length, float tolerance, float[] x, float[] turned) {
    float ii = Sums.sumOfSquares(x, i * length, length);
    float jj = Sums.sumOfSquares(x, j * length, length);
    float ij = Sums.dot(x, i * length, x, j * length, length);
    float si = Elementary.sqrt(ii);
    float sj = Elementary.sqrt(jj);
    if (Math.min(si, sj) < FLOAT_NEGLIGIBLE || Math.abs(ij) <= tolerance * si * sj) {
      return false;
    }
    float cotangent = (jj - ii) / (2.0f * ij); // of twice the angle
    float root = Elementary.sqrt(Math.fma(cotangent, cotangent, 1.0f));
    float tangent = 1.0f / (cotangent + Math.copySign(root, cotangent));
    float c = 1.0f / Elementary.sqrt(Math.fma(tangent, tangent, 1.0f));
    float s = c * tangent;
    FloatLanes.rotate(c, s, x, i * length, x, j * length, length);
    FloatLanes.rotate(c, s, turned, i * p, turned, j * p, p);
    return true;
  }

  private static void sortDescending(int p, int length, float[] s, float[] x, float[] turned) {
    for (int i = 0; i < p; i++) {
      int largest = i;
      for (int j = i + 1; j < p; j++) {
        largest = s[j] > s[largest] ? j : largest;
      }
      exchange(1, s, i, largest);
      exchange(length, x, i * length, largest * length);
      exchange(p, turned, i * p, largest * p);
    }
  }

  private static void exchange(int n, float[] x, int row, int other) {
    for (int j = 0; j < n; j++) {
      float before = x[row + j];
      x[row + j] = x[other + j];
      x[other + j] = before;
    }
  }

  /// Divides the rows of X by their lengths. Where a length is negligible, the row becomes a
  /// direction that the rows before it lack.
  private static void normalize(int p, int length, float[] s, float[] x) {
    for (int i = 0; i < p; i++) {
      int row = i * length;
      if (s[i] >= FLOAT_NEGLIGIBLE) {
        for (int k = 0; k < length; k++) {
          x[row + k] /= s[i];
        }
      } else {
        complete(i, length, x);
      }
    }
  }

  /// Replaces row `i` of X by a unit vector orthogonal to the rows before it: of the axes, the one
  /// they cover least, less its part along them.
  private static void complete(int i, int length, float[] x) {
    int row = i * length;
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < length; k++) {
      float covered = Sums.dot(x, k, length, x, k, length, i);
      if (covered < least) {
        least = covered;
        best = k;
      }
    }
    Arrays.fill(x, row, row + length, 0.0f);
    x[row + best] = 1.0f;
    for (int pass = 0; pass < 2; pass++) { // twice is enough (Kahan)
      for (int j = 0; j < i; j++) {
        float d = Sums.dot(x, j * length, x, row, length);
        FloatLanes.addMultiple(-d, x, j * length, x, row, length);
      }
    }
    float norm = Elementary.sqrt(Sums.sumOfSquares(x, row, length));
    for (int k = 0; k < length; k++) {
      x[row + k] /= norm;
    }
  }

  private static void writeColumn(
      int p, int column, float sign, float[] from, int fo, int n, float[] to) {
    for (int k = 0; k < n; k++) {
      to[k * p + column] = sign * from[fo + k];
    }
  }
}
