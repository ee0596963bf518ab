package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;
import java.util.Arrays;

/// Eigenvalues and eigenvectors of a symmetric matrix: `A = V diag(w) Vᵀ`.
///
/// Householder reduction to a tridiagonal matrix, then the QL method with implicit shifts (Bowdler,
/// Martin, Reinsch and Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968). The eigenvalues
/// ascend; the eigenvectors have length 1 and are the columns of V, and in each the first entry of
/// the largest size is positive. Only the lower triangle of A is read. With an entry of A that is
/// not finite, everything is NaN.
public final class SymmetricEigen {
  /// Two or three steps are usual.
  private static final int MOST_STEPS = 60;

  private static final double DOUBLE_EPSILON = 0x1p-52;
  private static final float FLOAT_EPSILON = 0x1p-23f;

  private SymmetricEigen() {}

  /// Writes the eigenvalues to `w` and the eigenvectors to the columns of `v`, both from 0 on.
  /// Allocates some matrices.
  ///
  /// @throws ArithmeticException if an eigenvalue is not found in [#MOST_STEPS] steps
  public static void decompose(int n, double[] a, int ao, double[] w, double[] v) {
    double[] x = new double[n * n];
    double scale = symmetric(n, a, ao, x);
    if (!Double.isFinite(scale)) {
      Arrays.fill(w, 0, n, Double.NaN);
      Arrays.fill(v, 0, n * n, Double.NaN);
      return;
    }
    double[] below = new double[n];
    double[] z = new double[n * n];
    tridiagonalize(n, x, w, below, z);
    for (int l = 0; l < n; l++) {
      isolate(n, l, w, below, z);
    }
    writeAscending(n, scale, w, z, v);
  }

  /// Copies the lower triangle of A to both triangles of X, divided by its largest element in size,
  /// which is the result; by 1 if that is 0.
  private static double symmetric(int n, double[] a, int ao, double[] x) {
    double largest = 0.0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        largest = Math.max(largest, Math.abs(a[ao + i * n + j]));
      }
    }
    double scale = largest == 0.0 ? 1.0 : largest;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        x[i * n + j] = a[ao + i * n + j] / scale;
        x[j * n + i] = x[i * n + j];
      }
    }
    return scale;
  }

  /// Reduces X to tridiagonal form `Z X Zᵀ` with this diagonal, and `below[i]` below element `i` of
  /// it.
  private static void tridiagonalize(
      int n, double[] x, double[] diagonal, double[] below, double[] z) {
    double[] reflections = new double[n * n];
    double[] p = new double[n];
    for (int k = 0; k + 2 < n; k++) {
      int v = k * n;
      takeReflection(n, x, k, reflections);
      // With p = X v and q = p - (v.p / 2) v, (1 - v vt) X (1 - v vt) = X - v qt - q vt.
      for (int i = k; i < n; i++) {
        p[i] = Sums.dot(x, i * n + k, reflections, v + k, n - k);
      }
      double half = Sums.dot(p, k, reflections, v + k, n - k) / 2.0;
      DoubleLanes.addMultiple(-half, reflections, v + k, p, k, n - k);
      for (int i = k; i < n; i++) {
        DoubleLanes.addMultiple(-reflections[v + i], p, k, x, i * n + k, n - k);
        DoubleLanes.addMultiple(-p[i], reflections, v + k, x, i * n + k, n - k);
      }
    }
    for (int i = 0; i < n; i++) {
      diagonal[i] = x[i * n + i];
      below[i] = i + 1 < n ? x[(i + 1) * n + i] : 0.0;
      Arrays.fill(z, i * n, (i + 1) * n, 0.0);
      z[i * n + i] = 1.0;
    }
    for (int k = n - 3; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        double d = Sums.dot(z, i * n + k, reflections, k * n + k, n - k);
        DoubleLanes.addMultiple(-d, reflections, k * n + k, z, i * n + k, n - k);
      }
    }
  }

  /// The vector of length `sqrt(2)`, row `k` of V, whose reflection leaves of column `k` nothing
  /// below the element under the diagonal.
  private static void takeReflection(int n, double[] x, int k, double[] v) {
    int row = k * n;
    for (int i = k + 1; i < n; i++) {
      v[row + i] = x[row + i];
    }
    double norm = Elementary.sqrt(Sums.sumOfSquares(v, row + k + 1, n - k - 1));
    if (norm == 0.0) {
      return;
    }
    v[row + k + 1] += v[row + k + 1] < 0.0 ? -norm : norm;
    double scale = Elementary.sqrt(norm * Math.abs(v[row + k + 1]));
    for (int i = k + 1; i < n; i++) {
      v[row + i] /= scale;
    }
  }

  /// QL steps until the element below diagonal element `l` is negligible.
  private static void isolate(int n, int l, double[] diagonal, double[] below, double[] z) {
    for (int step = 0; step < MOST_STEPS; step++) {
      int m = blockEnd(n, l, diagonal, below);
      if (m == l) {
        return;
      }
      step(n, l, m, diagonal, below, z);
    }
    throw new ArithmeticException(
        "An eigenvalue was not found in " + MOST_STEPS + " steps of the QL method.");
  }

  /// The first `m >= l` whose element below the diagonal is negligible beside its neighbours.
  private static int blockEnd(int n, int l, double[] diagonal, double[] below) {
    int m = l;
    while (m + 1 < n) {
      double size = Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]);
      if (Math.abs(below[m]) <= DOUBLE_EPSILON / 2.0 * size) {
        return m;
      }
      m++;
    }
    return m;
  }

  /// One implicit QL step on rows `l .. m` with Wilkinson's shift, by rotations from below.
  private static void step(int n, int l, int m, double[] diagonal, double[] below, double[] z) {
    double half = (diagonal[l + 1] - diagonal[l]) / (2.0 * below[l]);
    double root = Elementary.sqrt(Math.fma(half, half, 1.0));
    double g = diagonal[m] - diagonal[l] + below[l] / (half + Math.copySign(root, half));
    double s = 1.0;
    double c = 1.0;
    double p = 0.0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * below[i];
      double b = c * below[i];
      double r = Elementary.sqrt(Math.fma(f, f, g * g));
      below[i + 1] = r;
      if (r == 0.0) {
        diagonal[i + 1] -= p;
        below[m] = 0.0;
        return;
      }
      s = f / r;
      c = g / r;
      g = diagonal[i + 1] - p;
      double t = Math.fma(diagonal[i] - g, s, 2.0 * c * b);
      p = s * t;
      diagonal[i + 1] = g + p;
      g = Math.fma(c, t, -b);
      DoubleLanes.rotate(c, s, z, i * n, z, (i + 1) * n, n);
    }
    diagonal[l] -= p;
    below[l] = g;
    below[m] = 0.0;
  }

  private static void writeAscending(int n, double scale, double[] w, double[] z, double[] v) {
    for (int j = 0; j < n; j++) {
      int least = j;
      for (int i = j + 1; i < n; i++) {
        least = w[i] < w[least] ? i : least;
      }
      double value = w[least];
      w[least] = w[j];
      w[j] = value * scale;
      double sign = Signs.ofLargest(z, least * n, n);
      for (int i = 0; i < n; i++) {
        v[i * n + j] = sign * z[least * n + i];
        z[least * n + i] = z[j * n + i];
      }
    }
  }

  /// Writes the eigenvalues to `w` and the eigenvectors to the columns of `v`, both from 0 on.
  /// Allocates some matrices.
  ///
  /// @throws ArithmeticException if an eigenvalue is not found in [#MOST_STEPS] steps
  public static void decompose(int n, float[] a, int ao, float[] w, float[] v) {
    float[] x = new float[n * n];
    float scale = symmetric(n, a, ao, x);
    if (!Float.isFinite(scale)) {
      Arrays.fill(w, 0, n, Float.NaN);
      Arrays.fill(v, 0, n * n, Float.NaN);
      return;
    }
    float[] below = new float[n];
    float[] z = new float[n * n];
    tridiagonalize(n, x, w, below, z);
    for (int l = 0; l < n; l++) {
      isolate(n, l, w, below, z);
    }
    writeAscending(n, scale, w, z, v);
  }

  /// Copies the lower triangle of A to both triangles of X, divided by its largest element in size,
  /// which is the result; by 1 if that is 0.
  private static float symmetric(int n, float[] a, int ao, float[] x) {
    float largest = 0.0f;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        largest = Math.max(largest, Math.abs(a[ao + i * n + j]));
      }
    }
    float scale = largest == 0.0f ? 1.0f : largest;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        x[i * n + j] = a[ao + i * n + j] / scale;
        x[j * n + i] = x[i * n + j];
      }
    }
    return scale;
  }

  /// Reduces X to tridiagonal form `Z X Zᵀ` with this diagonal, and `below[i]` below element `i` of
  /// it.
  private static void tridiagonalize(int n, float[] x, float[] diagonal, float[] below, float[] z) {
    float[] reflections = new float[n * n];
    float[] p = new float[n];
    for (int k = 0; k + 2 < n; k++) {
      int v = k * n;
      takeReflection(n, x, k, reflections);
      // With p = X v and q = p - (v.p / 2) v, (1 - v vt) X (1 - v vt) = X - v qt - q vt.
      for (int i = k; i < n; i++) {
        p[i] = Sums.dot(x, i * n + k, reflections, v + k, n - k);
      }
      float half = Sums.dot(p, k, reflections, v + k, n - k) / 2.0f;
      FloatLanes.addMultiple(-half, reflections, v + k, p, k, n - k);
      for (int i = k; i < n; i++) {
        FloatLanes.addMultiple(-reflections[v + i], p, k, x, i * n + k, n - k);
        FloatLanes.addMultiple(-p[i], reflections, v + k, x, i * n + k, n - k);
      }
    }
    for (int i = 0; i < n; i++) {
      diagonal[i] = x[i * n + i];
      below[i] = i + 1 < n ? x[(i + 1) * n + i] : 0.0f;
      Arrays.fill(z, i * n, (i + 1) * n, 0.0f);
      z[i * n + i] = 1.0f;
    }
    for (int k = n - 3; k >= 0; k--) {
      for (int i = k + 1; i < n; i++) {
        float d = Sums.dot(z, i * n + k, reflections, k * n + k, n - k);
        FloatLanes.addMultiple(-d, reflections, k * n + k, z, i * n + k, n - k);
      }
    }
  }

  /// The vector of length `sqrt(2)`, row `k` of V, whose reflection leaves of column `k` nothing
  /// below the element under the diagonal.
  private static void takeReflection(int n, float[] x, int k, float[] v) {
    int row = k * n;
    for (int i = k + 1; i < n; i++) {
      v[row + i] = x[row + i];
    }
    float norm = Elementary.sqrt(Sums.sumOfSquares(v, row + k + 1, n - k - 1));
    if (norm == 0.0f) {
      return;
    }
    v[row + k + 1] += v[row + k + 1] < 0.0f ? -norm : norm;
    float scale = Elementary.sqrt(norm * Math.abs(v[row + k + 1]));
    for (int i = k + 1; i < n; i++) {
      v[row + i] /= scale;
    }
  }

  /// QL steps until the element below diagonal element `l` is negligible.
  private static void isolate(int n, int l, float[] diagonal, float[] below, float[] z) {
    for (int step = 0; step < MOST_STEPS; step++) {
      int m = blockEnd(n, l, diagonal, below);
      if (m == l) {
        return;
      }
      step(n, l, m, diagonal, below, z);
    }
    throw new ArithmeticException(
        "An eigenvalue was not found in " + MOST_STEPS + " steps of the QL method.");
  }

  /// The first `m >= l` whose element below the diagonal is negligible beside its neighbours.
  private static int blockEnd(int n, int l, float[] diagonal, float[] below) {
    int m = l;
    while (m + 1 < n) {
      float size = Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]);
      if (Math.abs(below[m]) <= FLOAT_EPSILON / 2.0f * size) {
        return m;
      }
      m++;
    }
    return m;
  }

  /// One implicit QL step on rows `l .. m` with Wilkinson's shift, by rotations from below.
  private static void step(int n, int l, int m, float[] diagonal, float[] below, float[] z) {
    float half = (diagonal[l + 1] - diagonal[l]) / (2.0f * below[l]);
    float root = Elementary.sqrt(Math.fma(half, half, 1.0f));
    float g = diagonal[m] - diagonal[l] + below[l] / (half + Math.copySign(root, half));
    float s = 1.0f;
    float c = 1.0f;
    float p = 0.0f;
    for (int i = m - 1; i >= l; i--) {
      float f = s * below[i];
      float b = c * below[i];
      float r = Elementary.sqrt(Math.fma(f, f, g * g));
      below[i + 1] = r;
      if (r == 0.0f) {
        diagonal[i + 1] -= p;
        below[m] = 0.0f;
        return;
      }
      s = f / r;
      c = g / r;
      g = diagonal[i + 1] - p;
      float t = Math.fma(diagonal[i] - g, s, 2.0f * c * b);
      p = s * t;
      diagonal[i + 1] = g + p;
      g = Math.fma(c, t, -b);
      FloatLanes.rotate(c, s, z, i * n, z, (i + 1) * n, n);
    }
    diagonal[l] -= p;
    below[l] = g;
    below[m] = 0.0f;
  }

  private static void writeAscending(int n, float scale, float[] w, float[] z, float[] v) {
    for (int j = 0; j < n; j++) {
      int least = j;
      for (int i = j + 1; i < n; i++) {
        least = w[i] < w[least] ? i : least;
      }
      float value = w[least];
      w[least] = w[j];
      w[j] = value * scale;
      float sign = Signs.ofLargest(z, least * n, n);
      for (int i = 0; i < n; i++) {
        v[i * n + j] = sign * z[least * n + i];
        z[least * n + i] = z[j * n + i];
      }
    }
  }
}
