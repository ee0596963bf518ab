package dev.dyn.runtime.kernel;

/// The one order of summation of Dyn.
///
/// Floating-point sums depend on their order, and machines differ in what order is fast. Dyn fixes
/// one that is fast everywhere: [#LANES] virtual lanes. Lane `l` starts at +0.0 and adds elements
/// `l`, `l + 16`, `l + 32`, ... in turn; then `lane[l] += lane[l + w]` for `l < w` with `w` = 8, 4,
/// 2, 1, and the sum is `lane[0]`. So the sum of nothing is +0.0, and the sum of fewer than sixteen
/// elements is the tree over those that are there, plus +0.0: `(a + c) + b` for three.
///
/// Every sum here has the bits this gives, with any stride and on any vector width. Products are
/// rounded before they are added (no `fma`), so `dot(x, y)` is the sum of the tensor `x * y`.
public final class Sums {
  /// Virtual lanes; a part of the meaning of `sum`, not a property of a machine.
  public static final int LANES = 16;

  /// Up to here the scalar form is faster than filling vectors.
  private static final int FEW = 3;

  private Sums() {}

  /// The sum of `n` elements from `x[xo]` on.
  public static double sum(double[] x, int xo, int n) {
    return n <= FEW ? sum(x, xo, 1, n) : DoubleLanes.sum(x, xo, n);
  }

  /// The sum of the `n` products `x[xo + i] * y[yo + i]`.
  public static double dot(double[] x, int xo, double[] y, int yo, int n) {
    return DoubleLanes.dot(x, xo, y, yo, n);
  }

  /// The sum of the `n` squares `x[xo + i] * x[xo + i]`.
  public static double sumOfSquares(double[] x, int xo, int n) {
    return dot(x, xo, x, xo, n);
  }

  /// The sum of each column of an `m` by `n` matrix: `y[yo + j] = sum(x, xo + j, row, m)`, where
  /// element `(i, j)` stands at `x[xo + i * row + j]`. `y` must not overlap `x`.
  public static void columnSums(double[] x, int xo, int row, int m, int n, double[] y, int yo) {
    ColumnSums.columnSums(x, xo, row, m, n, y, yo);
  }

  /// The sum of `n` elements from `x[xo]` on.
  public static float sum(float[] x, int xo, int n) {
    return n <= FEW ? sum(x, xo, 1, n) : FloatLanes.sum(x, xo, n);
  }

  /// The sum of the `n` products `x[xo + i] * y[yo + i]`.
  public static float dot(float[] x, int xo, float[] y, int yo, int n) {
    return FloatLanes.dot(x, xo, y, yo, n);
  }

  /// The sum of the `n` squares `x[xo + i] * x[xo + i]`.
  public static float sumOfSquares(float[] x, int xo, int n) {
    return dot(x, xo, x, xo, n);
  }

  /// The sum of each column of an `m` by `n` matrix: `y[yo + j] = sum(x, xo + j, row, m)`, where
  /// element `(i, j)` stands at `x[xo + i * row + j]`. `y` must not overlap `x`.
  public static void columnSums(float[] x, int xo, int row, int m, int n, float[] y, int yo) {
    ColumnSums.columnSums(x, xo, row, m, n, y, yo);
  }

  /// The sum of the `n` elements `x[xo]`, `x[xo + stride]`, ... Slower than the form without a
  /// stride.
  public static double sum(double[] x, int xo, int stride, int n) {
    return switch (n) {
      case 0 -> 0.0;
      case 1 -> x[xo] + 0.0;
      case 2 -> x[xo] + x[xo + stride] + 0.0;
      case 3 -> x[xo] + x[xo + 2 * stride] + x[xo + stride] + 0.0;
      default -> tree(x, xo, stride, n, 0, 1);
    };
  }

  /// Lane `l` after it has taken in the lanes `l + 8`, ..., `l + w`. Lanes beyond `n` are +0.0, and
  /// left out: no lane is -0.0.
  private static double tree(double[] x, int xo, int stride, int n, int l, int w) {
    if (w < LANES) {
      double own = tree(x, xo, stride, n, l, 2 * w);
      return l + w < n ? own + tree(x, xo, stride, n, l + w, 2 * w) : own;
    }
    double lane = 0.0;
    for (int i = l; i < n; i += LANES) {
      lane += x[xo + i * stride];
    }
    return lane;
  }

  /// The sum of the `n` products `x[xo + i * xs] * y[yo + i * ys]`. Slower than the form without
  /// strides.
  public static double dot(double[] x, int xo, int xs, double[] y, int yo, int ys, int n) {
    return tree(x, xo, xs, y, yo, ys, n, 0, 1);
  }

  private static double tree(
      double[] x, int xo, int xs, double[] y, int yo, int ys, int n, int l, int w) {
    if (w < LANES) {
      double own = tree(x, xo, xs, y, yo, ys, n, l, 2 * w);
      return l + w < n ? own + tree(x, xo, xs, y, yo, ys, n, l + w, 2 * w) : own;
    }
    double lane = 0.0;
    for (int i = l; i < n; i += LANES) {
      lane += x[xo + i * xs] * y[yo + i * ys];
    }
    return lane;
  }

  /// The sum of the `n` elements `x[xo]`, `x[xo + stride]`, ... Slower than the form without a
  /// stride.
  public static float sum(float[] x, int xo, int stride, int n) {
    return switch (n) {
      case 0 -> 0.0f;
      case 1 -> x[xo] + 0.0f;
      case 2 -> x[xo] + x[xo + stride] + 0.0f;
      case 3 -> x[xo] + x[xo + 2 * stride] + x[xo + stride] + 0.0f;
      default -> tree(x, xo, stride, n, 0, 1);
    };
  }

  /// Lane `l` after it has taken in the lanes `l + 8`, ..., `l + w`. Lanes beyond `n` are +0.0, and
  /// left out: no lane is -0.0.
  private static float tree(float[] x, int xo, int stride, int n, int l, int w) {
    if (w < LANES) {
      float own = tree(x, xo, stride, n, l, 2 * w);
      return l + w < n ? own + tree(x, xo, stride, n, l + w, 2 * w) : own;
    }
    float lane = 0.0f;
    for (int i = l; i < n; i += LANES) {
      lane += x[xo + i * stride];
    }
    return lane;
  }

  /// The sum of the `n` products `x[xo + i * xs] * y[yo + i * ys]`. Slower than the form without
  /// strides.
  public static float dot(float[] x, int xo, int xs, float[] y, int yo, int ys, int n) {
    return tree(x, xo, xs, y, yo, ys, n, 0, 1);
  }

  private static float tree(
      float[] x, int xo, int xs, float[] y, int yo, int ys, int n, int l, int w) {
    if (w < LANES) {
      float own = tree(x, xo, xs, y, yo, ys, n, l, 2 * w);
      return l + w < n ? own + tree(x, xo, xs, y, yo, ys, n, l + w, 2 * w) : own;
    }
    float lane = 0.0f;
    for (int i = l; i < n; i += LANES) {
      lane += x[xo + i * xs] * y[yo + i * ys];
    }
    return lane;
  }
}
