package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Largest and smallest elements.
///
/// As `Math.max` and `Math.min`: NaN if any element is NaN, and -0.0 is below +0.0. The largest of
/// nothing is -∞, the smallest +∞. No order of evaluation can change the result.
public final class Extremes {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  private Extremes() {}

  /// The largest of `n` elements from `x[xo]` on.
  public static double max(double[] x, int xo, int n) {
    DoubleVector lanes = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
    int whole = DOUBLES.loopBound(n);
    for (int i = 0; i < whole; i += DOUBLES.length()) {
      lanes = lanes.max(DoubleVector.fromArray(DOUBLES, x, xo + i));
    }
    double best = lanes.reduceLanes(VectorOperators.MAX);
    return Math.max(best, max(x, xo + whole, 1, n - whole));
  }

  /// The largest of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static double max(double[] x, int xo, int stride, int n) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      best = Math.max(best, x[xo + i * stride]);
    }
    return best;
  }

  /// The smallest of `n` elements from `x[xo]` on.
  public static double min(double[] x, int xo, int n) {
    DoubleVector lanes = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    int whole = DOUBLES.loopBound(n);
    for (int i = 0; i < whole; i += DOUBLES.length()) {
      lanes = lanes.min(DoubleVector.fromArray(DOUBLES, x, xo + i));
    }
    double best = lanes.reduceLanes(VectorOperators.MIN);
    return Math.min(best, min(x, xo + whole, 1, n - whole));
  }

  /// The smallest of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static double min(double[] x, int xo, int stride, int n) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      best = Math.min(best, x[xo + i * stride]);
    }
    return best;
  }

  /// The largest of `n` elements from `x[xo]` on.
  public static float max(float[] x, int xo, int n) {
    FloatVector lanes = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += FLOATS.length()) {
      lanes = lanes.max(FloatVector.fromArray(FLOATS, x, xo + i));
    }
    float best = lanes.reduceLanes(VectorOperators.MAX);
    return Math.max(best, max(x, xo + whole, 1, n - whole));
  }

  /// The largest of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static float max(float[] x, int xo, int stride, int n) {
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      best = Math.max(best, x[xo + i * stride]);
    }
    return best;
  }

  /// The smallest of `n` elements from `x[xo]` on.
  public static float min(float[] x, int xo, int n) {
    FloatVector lanes = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    int whole = FLOATS.loopBound(n);
    for (int i = 0; i < whole; i += FLOATS.length()) {
      lanes = lanes.min(FloatVector.fromArray(FLOATS, x, xo + i));
    }
    float best = lanes.reduceLanes(VectorOperators.MIN);
    return Math.min(best, min(x, xo + whole, 1, n - whole));
  }

  /// The smallest of the `n` elements `x[xo]`, `x[xo + stride]`, ...
  public static float min(float[] x, int xo, int stride, int n) {
    float best = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      best = Math.min(best, x[xo + i * stride]);
    }
    return best;
  }

  /// The largest of each of `rows` rows of `n` elements.
  public static void rowsMax(int rows, int n, double[] x, int xo, double[] y, int yo) {
    int width = DOUBLES.length();
    for (int row = 0; row < rows; row++) {
      int at = xo + row * n;
      if (n < width) {
        y[yo + row] = max(x, at, 1, n);
        continue;
      }
      // The last vector may have elements that came before: they change nothing.
      DoubleVector lanes = DoubleVector.fromArray(DOUBLES, x, at + n - width);
      for (int i = 0; i + width < n; i += width) {
        lanes = lanes.max(DoubleVector.fromArray(DOUBLES, x, at + i));
      }
      y[yo + row] = lanes.reduceLanes(VectorOperators.MAX);
    }
  }

  /// The smallest of each of `rows` rows of `n` elements.
  public static void rowsMin(int rows, int n, double[] x, int xo, double[] y, int yo) {
    int width = DOUBLES.length();
    for (int row = 0; row < rows; row++) {
      int at = xo + row * n;
      if (n < width) {
        y[yo + row] = min(x, at, 1, n);
        continue;
      }
      // The last vector may have elements that came before: they change nothing.
      DoubleVector lanes = DoubleVector.fromArray(DOUBLES, x, at + n - width);
      for (int i = 0; i + width < n; i += width) {
        lanes = lanes.min(DoubleVector.fromArray(DOUBLES, x, at + i));
      }
      y[yo + row] = lanes.reduceLanes(VectorOperators.MIN);
    }
  }

  /// The largest of each of `rows` rows of `n` elements.
  public static void rowsMax(int rows, int n, float[] x, int xo, float[] y, int yo) {
    int width = FLOATS.length();
    for (int row = 0; row < rows; row++) {
      int at = xo + row * n;
      if (n < width) {
        y[yo + row] = max(x, at, 1, n);
        continue;
      }
      // The last vector may have elements that came before: they change nothing.
      FloatVector lanes = FloatVector.fromArray(FLOATS, x, at + n - width);
      for (int i = 0; i + width < n; i += width) {
        lanes = lanes.max(FloatVector.fromArray(FLOATS, x, at + i));
      }
      y[yo + row] = lanes.reduceLanes(VectorOperators.MAX);
    }
  }

  /// The smallest of each of `rows` rows of `n` elements.
  public static void rowsMin(int rows, int n, float[] x, int xo, float[] y, int yo) {
    int width = FLOATS.length();
    for (int row = 0; row < rows; row++) {
      int at = xo + row * n;
      if (n < width) {
        y[yo + row] = min(x, at, 1, n);
        continue;
      }
      // The last vector may have elements that came before: they change nothing.
      FloatVector lanes = FloatVector.fromArray(FLOATS, x, at + n - width);
      for (int i = 0; i + width < n; i += width) {
        lanes = lanes.min(FloatVector.fromArray(FLOATS, x, at + i));
      }
      y[yo + row] = lanes.reduceLanes(VectorOperators.MIN);
    }
  }
}
