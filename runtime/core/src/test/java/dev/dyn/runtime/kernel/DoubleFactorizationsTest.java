package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.random.DrawArrays;
import org.junit.jupiter.api.Test;

/// Factors multiply back to the matrix, and have the shape they should; 64-bit reals.
class DoubleFactorizationsTest {
  private static final double EPSILON = 0x1p-52;

  /// For solutions of systems with random matrices, whose condition is some thousands.
  private static final double CONDITIONED = 1e-10;

  private static final int[][] SHAPES = {
    {1, 1}, {2, 2}, {5, 5}, {7, 3}, {3, 7}, {40, 17}, {17, 40}, {6, 1}, {1, 6}
  };

  @Test
  void systemsAreSolved() {
    for (int n : new int[] {1, 2, 3, 5, 17, 60, 130}) {
      int columns = 3;
      double[] a = doubles(n, n * n);
      double[] x = doubles(100 + n, n * columns);
      double[] lu = a.clone();
      int[] pivots = new int[n];
      int sign = LU.factor(n, lu, 0, pivots, 0);
      assertEquals(1, Math.abs(sign));
      double[] b = product(n, columns, n, a, n, 1, x);
      LU.solve(n, columns, lu, 0, pivots, 0, b, 0);
      close(x, b, CONDITIONED);
      double[] bt = product(n, columns, n, a, 1, n, x);
      LU.solveTransposed(n, columns, lu, 0, pivots, 0, bt, 0);
      close(x, bt, CONDITIONED);
      double[] inverse = new double[n * n];
      LU.inverse(n, lu, 0, pivots, 0, inverse, 0);
      close(unit(n, n), product(n, n, n, a, n, 1, inverse), CONDITIONED);
    }
  }

  /// With pivots on the diagonal, every element of L and U is the chain of the textbook.
  @Test
  void eliminationHasTheStatedOrder() {
    for (int n : new int[] {10, 64, 65, 150}) {
      double[] a = doubles(300 + n, n * n);
      for (int i = 0; i < n; i++) {
        a[i * n + i] += 4 * n;
      }
      double[] stated = a.clone();
      for (int k = 0; k < n; k++) {
        for (int i = k + 1; i < n; i++) {
          double l = stated[i * n + k] / stated[k * n + k];
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
    double[] a = {2, 1, 1, 1, 3, 2, 1, 0, 0};
    int[] pivots = new int[3];
    int sign = LU.factor(3, a, 0, pivots, 0);
    assertEquals(-1.0, LU.determinant(3, a, 0, sign), 8 * EPSILON);
    double[] exchanged = {0, 1, 1, 0};
    assertEquals(-1.0, LU.determinant(2, exchanged, 0, LU.factor(2, exchanged, 0, pivots, 0)));
    double[] singular = {1, 2, 2, 4};
    int none = LU.factor(2, singular, 0, pivots, 0);
    assertEquals(0, none);
    assertEquals(0.0, LU.determinant(2, singular, 0, none));
  }

  @Test
  void choleskyFactorsMultiplyBack() {
    for (int n : new int[] {1, 2, 5, 30, 70}) {
      double[] g = doubles(n, n * n);
      double[] a = gram(n, g);
      double[] l = a.clone();
      assertEquals(0, Cholesky.factor(n, l, 0));
      close(a, gramOfRows(n, l), 10 * n * EPSILON * largest(a));
      for (int i = 0; i < n; i++) {
        assertTrue(l[i * n + i] > 0);
        for (int j = i + 1; j < n; j++) {
          assertEquals(0, l[i * n + j]);
        }
      }
      double[] x = doubles(200 + n, 2 * n);
      double[] b = product(n, 2, n, a, n, 1, x);
      Cholesky.solve(n, 2, l, 0, b, 0);
      close(x, b, CONDITIONED);
    }
    double[] indefinite = {1, 2, 2, 1};
    assertEquals(2, Cholesky.factor(2, indefinite, 0));
  }

  @Test
  void qrFactorsMultiplyBack() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int p = Math.min(m, n);
      double[] a = doubles(m + n, m * n);
      double[] q = new double[m * p];
      double[] r = new double[p * n];
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
    double[] zero = new double[6];
    double[] q = new double[6];
    double[] r = new double[4];
    QR.factor(3, 2, zero, 0, q, 0, r, 0);
    close(unit(2, 2), product(2, 2, 3, q, 1, 2, q), EPSILON);
    close(new double[4], r, 0);
  }

  @Test
  void leastSquaresLeaveAnOrthogonalRest() {
    int m = 30;
    int n = 4;
    double[] a = doubles(1, m * n);
    double[] b = doubles(2, m * 2);
    double[] x = new double[n * 2];
    assertEquals(0, QR.leastSquares(m, n, 2, a, 0, b, 0, x, 0));
    double[] rest = product(m, 2, n, a, n, 1, x);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = b[i] - rest[i];
    }
    close(new double[n * 2], product(n, 2, m, a, 1, n, rest), 200 * EPSILON);
    for (int i = 0; i < m; i++) {
      a[i * n + 2] = 2 * a[i * n] - a[i * n + 1];
    }
    assertEquals(3, QR.leastSquares(m, n, 2, a, 0, b, 0, x, 0));
  }

  @Test
  void eigenvectorsAreTurnedByTheirEigenvalues() {
    for (int n : new int[] {1, 2, 3, 10, 45}) {
      eigen(n, symmetric(n, doubles(n, n * n)));
      eigen(n, unit(n, n));
      eigen(n, new double[n * n]);
      eigen(n, gram(n, doubles(n, n * n)));
    }
    double[] w = new double[2];
    double[] v = new double[4];
    SymmetricEigen.decompose(2, new double[] {2, 7, 1, 2}, 0, w, v); // the 7 is not read
    close(new double[] {1, 3}, w, 4 * EPSILON);
    SymmetricEigen.decompose(2, new double[] {2, 0, Double.NaN, 2}, 0, w, v);
    assertTrue(Double.isNaN(w[0]) && Double.isNaN(v[3]));
  }

  private static void eigen(int n, double[] a) {
    double[] w = new double[n];
    double[] v = new double[n * n];
    SymmetricEigen.decompose(n, a, 0, w, v);
    double[] av = product(n, n, n, a, n, 1, v);
    double[] vw = v.clone();
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
      double[] a = doubles(m + n, m * n);
      singular(m, n, a);
      singular(m, n, new double[m * n]);
      for (int i = 0; i < m; i++) {
        a[i * n + n - 1] = a[i * n];
      }
      singular(m, n, a);
    }
    double[] u = new double[4];
    double[] s = new double[2];
    double[] v = new double[4];
    SingularValues.decompose(2, 2, new double[] {3, 0, 4, 5}, 0, u, s, v);
    close(new double[] {Math.sqrt(45), Math.sqrt(5)}, s, 8 * EPSILON);
    SingularValues.decompose(2, 2, new double[] {3, Double.POSITIVE_INFINITY, 4, 5}, 0, u, s, v);
    assertTrue(Double.isNaN(s[0]) && Double.isNaN(u[3]));
  }

  private static void singular(int m, int n, double[] a) {
    int p = Math.min(m, n);
    double[] u = new double[m * p];
    double[] s = new double[p];
    double[] v = new double[n * p];
    SingularValues.decompose(m, n, a, 0, u, s, v);
    double[] us = u.clone();
    for (int j = 0; j < p; j++) {
      assertTrue(s[j] >= 0 && (j == 0 || s[j - 1] >= s[j]));
      for (int i = 0; i < m; i++) {
        us[i * p + j] *= s[j];
      }
    }
    double tolerance = 20 * (m + n) * EPSILON;
    double[] back = new double[m * n];
    Gemm.multiply(m, n, p, us, 0, p, 1, v, 0, 1, p, back, 0, n);
    close(a, back, tolerance);
    close(unit(p, p), product(p, p, m, u, 1, p, u), tolerance);
    close(unit(p, p), product(p, p, n, v, 1, p, v), tolerance);
  }

  private static double[] product(int m, int n, int k, double[] a, int aRow, int aCol, double[] b) {
    double[] c = new double[m * n];
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, n, 1, c, 0, n);
    return c;
  }

  /// `G Gᵀ + 1`, well conditioned.
  private static double[] gram(int n, double[] g) {
    double[] c = gramOfRows(n, g);
    for (int i = 0; i < n; i++) {
      c[i * n + i] += 1;
    }
    return c;
  }

  private static double[] gramOfRows(int n, double[] g) {
    double[] c = new double[n * n];
    Gemm.multiply(n, n, n, g, 0, n, 1, g, 0, 1, n, c, 0, n);
    return c;
  }

  private static double[] symmetric(int n, double[] g) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        c[i * n + j] = g[i * n + j] + g[j * n + i];
      }
    }
    return c;
  }

  private static double largest(double[] x) {
    return Math.max(Extremes.max(x, 0, x.length), -Extremes.min(x, 0, x.length));
  }

  private static double[] doubles(long stream, int n) {
    double[] x = new double[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }

  private static void close(double[] expected, double[] found, double tolerance) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], tolerance, "element " + i);
    }
  }

  private static double[] unit(int m, int n) {
    double[] c = new double[m * n];
    for (int i = 0; i < Math.min(m, n); i++) {
      c[i * n + i] = 1;
    }
    return c;
  }
}
