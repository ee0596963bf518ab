package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.random.DrawArrays;
import org.junit.jupiter.api.Test;

/// Factors multiply back to the matrix, and have the shape they should; 32-bit reals.
class FloatFactorizationsTest {
  private static final float EPSILON = 0x1p-23f;

  /// For solutions of systems with random matrices, whose condition is some thousands.
  private static final float CONDITIONED = 2e-2f;

  private static final int[][] SHAPES = {
    {1, 1}, {2, 2}, {5, 5}, {7, 3}, {3, 7}, {40, 17}, {17, 40}, {6, 1}, {1, 6}
  };

  @Test
  void systemsAreSolved() {
    for (int n : new int[] {1, 2, 3, 5, 17, 60, 130}) {
      int columns = 3;
      float[] a = floats(n, n * n);
      float[] x = floats(100 + n, n * columns);
      float[] lu = a.clone();
      int[] pivots = new int[n];
      int sign = LU.factor(n, lu, 0, pivots, 0);
      assertEquals(1, Math.abs(sign));
      float[] b = product(n, columns, n, a, n, 1, x);
      LU.solve(n, columns, lu, 0, pivots, 0, b, 0);
      close(x, b, CONDITIONED);
      float[] bt = product(n, columns, n, a, 1, n, x);
      LU.solveTransposed(n, columns, lu, 0, pivots, 0, bt, 0);
      close(x, bt, CONDITIONED);
      float[] inverse = new float[n * n];
      LU.inverse(n, lu, 0, pivots, 0, inverse, 0);
      close(unit(n, n), product(n, n, n, a, n, 1, inverse), CONDITIONED);
    }
  }

  /// With pivots on the diagonal, every element of L and U is the chain of the textbook.
  @Test
  void eliminationHasTheStatedOrder() {
    for (int n : new int[] {10, 64, 65, 150}) {
      float[] a = floats(300 + n, n * n);
      for (int i = 0; i < n; i++) {
        a[i * n + i] += 4 * n;
      }
      float[] stated = a.clone();
      for (int k = 0; k < n; k++) {
        for (int i = k + 1; i < n; i++) {
          float l = stated[i * n + k] / stated[k * n + k];
          stated[i * n + k] = l;
          for (int j = k + 1; j < n; j++) {
            stated[i * n + j] = Math.fma(-l, stated[k * n + j], stated[i * n + j]);
          }
        }
      }
      LU.factor(n, a, 0, new int[n], 0);
      close(stated, a, 0);
    }
  }

  @Test
  void determinantsAreRight() {
    float[] a = {2, 1, 1, 1, 3, 2, 1, 0, 0};
    int[] pivots = new int[3];
    int sign = LU.factor(3, a, 0, pivots, 0);
    assertEquals(-1.0, LU.determinant(3, a, 0, sign), 8 * EPSILON);
    float[] exchanged = {0, 1, 1, 0};
    assertEquals(-1.0, LU.determinant(2, exchanged, 0, LU.factor(2, exchanged, 0, pivots, 0)));
    float[] singular = {1, 2, 2, 4};
    int none = LU.factor(2, singular, 0, pivots, 0);
    assertEquals(0, none);
    assertEquals(0.0, LU.determinant(2, singular, 0, none));
  }

  @Test
  void choleskyFactorsMultiplyBack() {
    for (int n : new int[] {1, 2, 5, 30, 70}) {
      float[] g = floats(n, n * n);
      float[] a = gram(n, g);
      float[] l = a.clone();
      assertEquals(0, Cholesky.factor(n, l, 0));
      close(a, gramOfRows(n, l), 10 * n * EPSILON * largest(a));
      for (int i = 0; i < n; i++) {
        assertTrue(l[i * n + i] > 0);
        for (int j = i + 1; j < n; j++) {
          assertEquals(0, l[i * n + j]);
        }
      }
      float[] x = floats(200 + n, 2 * n);
      float[] b = product(n, 2, n, a, n, 1, x);
      Cholesky.solve(n, 2, l, 0, b, 0);
      close(x, b, CONDITIONED);
    }
    float[] indefinite = {1, 2, 2, 1};
    assertEquals(2, Cholesky.factor(2, indefinite, 0));
  }

  @Test
  void qrFactorsMultiplyBack() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int p = Math.min(m, n);
      float[] a = floats(m + n, m * n);
      float[] q = new float[m * p];
      float[] r = new float[p * n];
      QR.factor(m, n, a, 0, q, 0, r, 0);
      close(a, product(m, n, p, q, p, 1, r), 20 * m * EPSILON);
      close(unit(p, p), product(p, p, m, q, 1, p, q), 20 * m * EPSILON);
      for (int i = 0; i < p; i++) {
        assertTrue(r[i * n + i] >= 0);
        for (int j = 0; j < i; j++) {
          assertEquals(0, r[i * n + j]);
        }
      }
    }
    float[] zero = new float[6];
    float[] q = new float[6];
    float[] r = new float[4];
    QR.factor(3, 2, zero, 0, q, 0, r, 0);
    close(unit(2, 2), product(2, 2, 3, q, 1, 2, q), EPSILON);
    close(new float[4], r, 0);
  }

  @Test
  void leastSquaresLeaveAnOrthogonalRest() {
    int m = 30;
    int n = 4;
    float[] a = floats(1, m * n);
    float[] b = floats(2, m * 2);
    float[] x = new float[n * 2];
    assertEquals(0, QR.leastSquares(m, n, 2, a, 0, b, 0, x, 0));
    float[] rest = product(m, 2, n, a, n, 1, x);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = b[i] - rest[i];
    }
    close(new float[n * 2], product(n, 2, m, a, 1, n, rest), 200 * EPSILON);
    for (int i = 0; i < m; i++) {
      a[i * n + 2] = 2 * a[i * n] - a[i * n + 1];
    }
    assertEquals(3, QR.leastSquares(m, n, 2, a, 0, b, 0, x, 0));
  }

  @Test
  void eigenvectorsAreTurnedByTheirEigenvalues() {
    for (int n : new int[] {1, 2, 3, 10, 45}) {
      eigen(n, symmetric(n, floats(n, n * n)));
      eigen(n, unit(n, n));
      eigen(n, new float[n * n]);
      eigen(n, gram(n, floats(n, n * n)));
    }
    float[] w = new float[2];
    float[] v = new float[4];
    SymmetricEigen.decompose(2, new float[] {2, 7, 1, 2}, 0, w, v); // the 7 is not read
    close(new float[] {1, 3}, w, 4 * EPSILON);
    SymmetricEigen.decompose(2, new float[] {2, 0, Float.NaN, 2}, 0, w, v);
    assertTrue(Float.isNaN(w[0]) && Float.isNaN(v[3]));
  }

  private static void eigen(int n, float[] a) {
    float[] w = new float[n];
    float[] v = new float[n * n];
    SymmetricEigen.decompose(n, a, 0, w, v);
    float[] av = product(n, n, n, a, n, 1, v);
    float[] vw = v.clone();
    for (int i = 0; i < n; i++) {
      assertTrue(i == 0 || w[i - 1] <= w[i]);
      for (int j = 0; j < n; j++) {
        vw[i * n + j] *= w[j];
      }
    }
    close(vw, av, 20 * n * EPSILON * Math.max(1, largest(a)));
    close(unit(n, n), product(n, n, n, v, 1, n, v), 20 * n * EPSILON);
  }

  @Test
  void singularVectorsMultiplyBack() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      float[] a = floats(m + n, m * n);
      singular(m, n, a);
      singular(m, n, new float[m * n]);
      for (int i = 0; i < m; i++) {
        a[i * n + n - 1] = a[i * n];
      }
      singular(m, n, a);
    }
    float[] u = new float[4];
    float[] s = new float[2];
    float[] v = new float[4];
    SingularValues.decompose(2, 2, new float[] {3, 0, 4, 5}, 0, u, s, v);
    close(new float[] {(float) Math.sqrt(45), (float) Math.sqrt(5)}, s, 8 * EPSILON);
    SingularValues.decompose(2, 2, new float[] {3, Float.POSITIVE_INFINITY, 4, 5}, 0, u, s, v);
    assertTrue(Float.isNaN(s[0]) && Float.isNaN(u[3]));
  }

  private static void singular(int m, int n, float[] a) {
    int p = Math.min(m, n);
    float[] u = new float[m * p];
    float[] s = new float[p];
    float[] v = new float[n * p];
    SingularValues.decompose(m, n, a, 0, u, s, v);
    float[] us = u.clone();
    for (int j = 0; j < p; j++) {
      assertTrue(s[j] >= 0 && (j == 0 || s[j - 1] >= s[j]));
      for (int i = 0; i < m; i++) {
        us[i * p + j] *= s[j];
      }
    }
    float tolerance = 20 * (m + n) * EPSILON;
    float[] back = new float[m * n];
    Gemm.multiply(m, n, p, us, 0, p, 1, v, 0, 1, p, back, 0, n);
    close(a, back, tolerance);
    close(unit(p, p), product(p, p, m, u, 1, p, u), tolerance);
    close(unit(p, p), product(p, p, n, v, 1, p, v), tolerance);
  }

  private static float[] product(int m, int n, int k, float[] a, int aRow, int aCol, float[] b) {
    float[] c = new float[m * n];
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, c, 0, n);
    return c;
  }

  /// `G Gᵀ + 1`, well conditioned.
  private static float[] gram(int n, float[] g) {
    float[] c = gramOfRows(n, g);
    for (int i = 0; i < n; i++) {
      c[i * n + i] += 1;
    }
    return c;
  }

  private static float[] gramOfRows(int n, float[] g) {
    float[] c = new float[n * n];
    Gemm.multiply(n, n, n, g, 0, n, 1, g, 0, 1, n, c, 0, n);
    return c;
  }

  private static float[] symmetric(int n, float[] g) {
    float[] c = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        c[i * n + j] = g[i * n + j] + g[j * n + i];
      }
    }
    return c;
  }

  private static float largest(float[] x) {
    return Math.max(Extremes.max(x, 0, x.length), -Extremes.min(x, 0, x.length));
  }

  private static float[] floats(long stream, int n) {
    float[] x = new float[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }

  private static void close(float[] expected, float[] found, double tolerance) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], tolerance, "element " + i);
    }
  }

  private static float[] unit(int m, int n) {
    float[] c = new float[m * n];
    for (int i = 0; i < Math.min(m, n); i++) {
      c[i * n + i] = 1;
    }
    return c;
  }
}
