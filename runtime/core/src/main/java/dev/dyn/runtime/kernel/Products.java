package dev.dyn.runtime.kernel;

/// Products of many numbers, in the order of [Sums]: [Sums#LANES] virtual lanes that start at 1,
/// lane `l` multiplies by the elements `l`, `l + 16`, … in turn, then `lane[l] *= lane[l + w]` for
/// `l < w` with `w` = 8, 4, 2, 1. The product of nothing is 1.
public final class Products {
  private Products() {}

  /// The product of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static double product(double[] x, int xo, int stride, int n) {
    double[] lanes = new double[Sums.LANES];
    java.util.Arrays.fill(lanes, 1.0);
    for (int i = 0; i < n; i++) {
      lanes[i % Sums.LANES] *= x[xo + i * stride];
    }
    for (int w = Sums.LANES / 2; w >= 1; w /= 2) {
      for (int l = 0; l < w; l++) {
        lanes[l] *= lanes[l + w];
      }
    }
    return lanes[0];
  }

  /// The product of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static float product(float[] x, int xo, int stride, int n) {
    float[] lanes = new float[Sums.LANES];
    java.util.Arrays.fill(lanes, 1.0f);
    for (int i = 0; i < n; i++) {
      lanes[i % Sums.LANES] *= x[xo + i * stride];
    }
    for (int w = Sums.LANES / 2; w >= 1; w /= 2) {
      for (int l = 0; l < w; l++) {
        lanes[l] *= lanes[l + w];
      }
    }
    return lanes[0];
  }
}
