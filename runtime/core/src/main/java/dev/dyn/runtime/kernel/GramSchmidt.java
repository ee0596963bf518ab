package dev.dyn.runtime.kernel;

import dev.dyn.runtime.math.Elementary;

/// Modified Gram–Schmidt (Björck 1967) over the rows of a matrix, in place.
///
/// The order is part of the meaning, for Lyapunov exponents must not depend on the engine. For row
/// i, ascending:
///
/// 1. for each earlier row j, ascending: `d = dot(row j, row i)` in the order of [Sums#dot], then
///    `x = fma(-d, row j, x)` for each entry x of row i,
/// 2. `norm = sqrt(sum of squares of row i)` in the order of [Sums#sumOfSquares],
/// 3. each entry is divided by `norm`, and `log(norm)` is noted.
///
/// A row that depends on earlier ones has the norm 0 but for rounding; its entries are then without
/// meaning, or NaN.
public final class GramSchmidt {
  private GramSchmidt() {}

  /// Makes the `count` rows of length `n` in `v` orthonormal; `logNorms[i]` becomes the logarithm
  /// of the length that row i had after the projections.
  public static void orthonormalize(double[] v, int count, int n, double[] logNorms) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        double d = Sums.dot(v, j * n, v, i * n, n);
        for (int k = 0; k < n; k++) {
          v[i * n + k] = Math.fma(-d, v[j * n + k], v[i * n + k]);
        }
      }
      double norm = Math.sqrt(Sums.sumOfSquares(v, i * n, n));
      for (int k = 0; k < n; k++) {
        v[i * n + k] /= norm;
      }
      logNorms[i] = Elementary.log(norm);
    }
  }

  /// The same in single precision.
  public static void orthonormalize(float[] v, int count, int n, float[] logNorms) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        float d = Sums.dot(v, j * n, v, i * n, n);
        for (int k = 0; k < n; k++) {
          v[i * n + k] = Math.fma(-d, v[j * n + k], v[i * n + k]);
        }
      }
      float norm = Elementary.sqrt(Sums.sumOfSquares(v, i * n, n));
      for (int k = 0; k < n; k++) {
        v[i * n + k] /= norm;
      }
      logNorms[i] = Elementary.log(norm);
    }
  }
}
