package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The sums of [Sums] over contiguous 64-bit reals, in machine vectors.
///
/// Sixteen virtual lanes are two vectors of 512 bits, four of 256; there is one loop for each, and
/// other machines use the scalar form. What is left of a length that is no multiple of sixteen is
/// loaded with +0.0 in the lanes beyond it, which changes nothing: no lane is ever -0.0.
final class DoubleLanes {
  private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = LANES.length();
  private static final VectorShuffle<Double> BY_4 = shift(4);
  private static final VectorShuffle<Double> BY_2 = shift(2);
  private static final VectorShuffle<Double> BY_1 = shift(1);

  private DoubleLanes() {}

  private static VectorShuffle<Double> shift(int lanes) {
    return VectorShuffle.fromOp(LANES, lane -> (lane + lanes) % WIDTH);
  }

  /// See [Sums#sum(double[], int, int)].
  static double sum(double[] x, int xo, int n) {
    return switch (WIDTH) {
      case 8 -> sum8(x, xo, n);
      case 4 -> sum4(x, xo, n);
      default -> Sums.sum(x, xo, 1, n);
    };
  }

  private static double sum8(double[] x, int xo, int n) {
    DoubleVector s0 = DoubleVector.zero(LANES);
    DoubleVector s1 = DoubleVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      s0 = s0.add(DoubleVector.fromArray(LANES, x, xo + i));
      s1 = s1.add(DoubleVector.fromArray(LANES, x, xo + i + 8));
    }
    if (whole < n) {
      VectorMask<Double> m0 = LANES.indexInRange(whole, n);
      s0 = s0.add(DoubleVector.fromArray(LANES, x, xo + whole, m0));
      VectorMask<Double> m1 = LANES.indexInRange(whole + 8, n);
      s1 = s1.add(DoubleVector.fromArray(LANES, x, xo + whole + 8, m1));
    }
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  private static double sum4(double[] x, int xo, int n) {
    DoubleVector s0 = DoubleVector.zero(LANES);
    DoubleVector s1 = DoubleVector.zero(LANES);
    DoubleVector s2 = DoubleVector.zero(LANES);
    DoubleVector s3 = DoubleVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      s0 = s0.add(DoubleVector.fromArray(LANES, x, xo + i));
      s1 = s1.add(DoubleVector.fromArray(LANES, x, xo + i + 4));
      s2 = s2.add(DoubleVector.fromArray(LANES, x, xo + i + 8));
      s3 = s3.add(DoubleVector.fromArray(LANES, x, xo + i + 12));
    }
    if (whole < n) {
      VectorMask<Double> m0 = LANES.indexInRange(whole, n);
      s0 = s0.add(DoubleVector.fromArray(LANES, x, xo + whole, m0));
      VectorMask<Double> m1 = LANES.indexInRange(whole + 4, n);
      s1 = s1.add(DoubleVector.fromArray(LANES, x, xo + whole + 4, m1));
      VectorMask<Double> m2 = LANES.indexInRange(whole + 8, n);
      s2 = s2.add(DoubleVector.fromArray(LANES, x, xo + whole + 8, m2));
      VectorMask<Double> m3 = LANES.indexInRange(whole + 12, n);
      s3 = s3.add(DoubleVector.fromArray(LANES, x, xo + whole + 12, m3));
    }
    s0 = s0.add(s2);
    s1 = s1.add(s3);
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  /// See [Sums#dot(double[], int, double[], int, int)].
  static double dot(double[] x, int xo, double[] y, int yo, int n) {
    return switch (WIDTH) {
      case 8 -> dot8(x, xo, y, yo, n);
      case 4 -> dot4(x, xo, y, yo, n);
      default -> Sums.dot(x, xo, 1, y, yo, 1, n);
    };
  }

  private static double dot8(double[] x, int xo, double[] y, int yo, int n) {
    DoubleVector s0 = DoubleVector.zero(LANES);
    DoubleVector s1 = DoubleVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, xo + i);
      DoubleVector y0 = DoubleVector.fromArray(LANES, y, yo + i);
      s0 = s0.add(x0.mul(y0));
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, xo + i + 8);
      DoubleVector y1 = DoubleVector.fromArray(LANES, y, yo + i + 8);
      s1 = s1.add(x1.mul(y1));
    }
    if (whole < n) {
      VectorMask<Double> m0 = LANES.indexInRange(whole, n);
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, xo + whole, m0);
      DoubleVector y0 = DoubleVector.fromArray(LANES, y, yo + whole, m0);
      s0 = s0.add(x0.mul(y0));
      VectorMask<Double> m1 = LANES.indexInRange(whole + 8, n);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, xo + whole + 8, m1);
      DoubleVector y1 = DoubleVector.fromArray(LANES, y, yo + whole + 8, m1);
      s1 = s1.add(x1.mul(y1));
    }
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  private static double dot4(double[] x, int xo, double[] y, int yo, int n) {
    DoubleVector s0 = DoubleVector.zero(LANES);
    DoubleVector s1 = DoubleVector.zero(LANES);
    DoubleVector s2 = DoubleVector.zero(LANES);
    DoubleVector s3 = DoubleVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, xo + i);
      DoubleVector y0 = DoubleVector.fromArray(LANES, y, yo + i);
      s0 = s0.add(x0.mul(y0));
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, xo + i + 4);
      DoubleVector y1 = DoubleVector.fromArray(LANES, y, yo + i + 4);
      s1 = s1.add(x1.mul(y1));
      DoubleVector x2 = DoubleVector.fromArray(LANES, x, xo + i + 8);
      DoubleVector y2 = DoubleVector.fromArray(LANES, y, yo + i + 8);
      s2 = s2.add(x2.mul(y2));
      DoubleVector x3 = DoubleVector.fromArray(LANES, x, xo + i + 12);
      DoubleVector y3 = DoubleVector.fromArray(LANES, y, yo + i + 12);
      s3 = s3.add(x3.mul(y3));
    }
    if (whole < n) {
      VectorMask<Double> m0 = LANES.indexInRange(whole, n);
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, xo + whole, m0);
      DoubleVector y0 = DoubleVector.fromArray(LANES, y, yo + whole, m0);
      s0 = s0.add(x0.mul(y0));
      VectorMask<Double> m1 = LANES.indexInRange(whole + 4, n);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, xo + whole + 4, m1);
      DoubleVector y1 = DoubleVector.fromArray(LANES, y, yo + whole + 4, m1);
      s1 = s1.add(x1.mul(y1));
      VectorMask<Double> m2 = LANES.indexInRange(whole + 8, n);
      DoubleVector x2 = DoubleVector.fromArray(LANES, x, xo + whole + 8, m2);
      DoubleVector y2 = DoubleVector.fromArray(LANES, y, yo + whole + 8, m2);
      s2 = s2.add(x2.mul(y2));
      VectorMask<Double> m3 = LANES.indexInRange(whole + 12, n);
      DoubleVector x3 = DoubleVector.fromArray(LANES, x, xo + whole + 12, m3);
      DoubleVector y3 = DoubleVector.fromArray(LANES, y, yo + whole + 12, m3);
      s3 = s3.add(x3.mul(y3));
    }
    s0 = s0.add(s2);
    s1 = s1.add(s3);
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  /// Adds `n` elements of `x` to as many of `y`, each to its own.
  static void add(double[] x, int xo, double[] y, int yo, int n) {
    int whole = LANES.loopBound(n);
    for (int i = 0; i < whole; i += WIDTH) {
      DoubleVector more = DoubleVector.fromArray(LANES, x, xo + i);
      DoubleVector.fromArray(LANES, y, yo + i).add(more).intoArray(y, yo + i);
    }
    for (int i = whole; i < n; i++) {
      y[yo + i] += x[xo + i];
    }
  }

  /// `y[yo + i] = fma(c, x[xo + i], y[yo + i])` for `i < n`.
  static void addMultiple(double c, double[] x, int xo, double[] y, int yo, int n) {
    int whole = LANES.loopBound(n);
    DoubleVector factor = DoubleVector.broadcast(LANES, c);
    for (int i = 0; i < whole; i += WIDTH) {
      DoubleVector sum = DoubleVector.fromArray(LANES, y, yo + i);
      factor.fma(DoubleVector.fromArray(LANES, x, xo + i), sum).intoArray(y, yo + i);
    }
    for (int i = whole; i < n; i++) {
      y[yo + i] = Math.fma(c, x[xo + i], y[yo + i]);
    }
  }

  /// `(x, y) = (c x - s y, s x + c y)` for each of `n` pairs of elements.
  static void rotate(double c, double s, double[] x, int xo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      double u = x[xo + i];
      double v = y[yo + i];
      x[xo + i] = Math.fma(c, u, -(s * v));
      y[yo + i] = Math.fma(s, u, c * v);
    }
  }
}
