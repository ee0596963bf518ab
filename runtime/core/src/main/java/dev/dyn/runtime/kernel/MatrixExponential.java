package dev.dyn.runtime.kernel;

/// The exponential of a matrix by scaling and squaring with the Padé approximant of order 13
/// (Higham 2005, algorithm 2.3; its table 3.1 gives the norm up to which the approximant is exact
/// to rounding).
public final class MatrixExponential {
  private static final double LARGEST_NORM = 5.371920351148152;

  /// Numerator coefficients; those of the denominator have alternating signs.
  private static final double[] PADE = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800.0,
    960960.0,
    16380.0,
    182.0,
    1.0
  };

  private MatrixExponential() {}

  /// `exp(A)` for the `n` by `n` matrix A in `a`; NaN where A is not finite.
  public static double[] of(int n, double[] a) {
    double norm = norm(n, a);
    if (!Double.isFinite(norm)) {
      double[] nothing = new double[n * n];
      java.util.Arrays.fill(nothing, Double.NaN);
      return nothing;
    }
    int squarings = norm > LARGEST_NORM ? Math.getExponent(norm / LARGEST_NORM) + 1 : 0;
    double[] x = pade(n, scaled(a, Math.scalb(1.0, -squarings)));
    for (int k = 0; k < squarings; k++) {
      x = product(n, x, x);
    }
    return x;
  }

  /// The largest sum of absolute values in a column.
  private static double norm(int n, double[] a) {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.abs(a[i * n + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static double[] pade(int n, double[] a) {
    double[] a2 = product(n, a, a);
    double[] a4 = product(n, a2, a2);
    double[] a6 = product(n, a2, a4);
    double[] odd =
        sum(
            product(n, a6, polynomial(n, a2, a4, a6, 0, 9, 11, 13)),
            polynomial(n, a2, a4, a6, 1, 3, 5, 7));
    double[] u = product(n, a, odd);
    double[] v =
        sum(
            product(n, a6, polynomial(n, a2, a4, a6, 0, 8, 10, 12)),
            polynomial(n, a2, a4, a6, 1, 2, 4, 6));
    double[] numerator = sum(v, u);
    double[] denominator = sum(v, scaled(u, -1));
    int[] pivots = new int[n];
    LU.factor(n, denominator, 0, pivots, 0);
    LU.solve(n, n, denominator, 0, pivots, 0, numerator, 0);
    return numerator;
  }

  /// `PADE[k2]*A² + PADE[k4]*A⁴ + PADE[k6]*A⁶`, and with `low` = 1 the multiple of the identity
  /// that precedes them.
  private static double[] polynomial(
      int n, double[] a2, double[] a4, double[] a6, int low, int k2, int k4, int k6) {
    double[] y = new double[n * n];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(PADE[k6], a6[i], Math.fma(PADE[k4], a4[i], PADE[k2] * a2[i]));
    }
    for (int i = 0; i < n && low == 1; i++) {
      y[i * n + i] += PADE[k2 - 2];
    }
    return y;
  }

  private static double[] product(int n, double[] a, double[] b) {
    double[] c = new double[n * n];
    Gemm.multiply(n, n, n, a, 0, n, 1, b, 0, n, 1, c, 0, n);
    return c;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] + b[i];
    }
    return c;
  }

  private static double[] scaled(double[] a, double factor) {
    double[] c = new double[a.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = a[i] * factor;
    }
    return c;
  }
}
