package dev.dyn.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The sums of [Sums] over contiguous 32-bit reals, in machine vectors.
///
/// Sixteen virtual lanes are one vector of 512 bits, two of 256; there is one loop for each, and
/// other machines use the scalar form. What is left of a length that is no multiple of sixteen is
/// loaded with +0.0 in the lanes beyond it, which changes nothing: no lane is ever -0.0.
final class FloatLanes {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = LANES.length();
  private static final VectorShuffle<Float> BY_8 = shift(8);
  private static final VectorShuffle<Float> BY_4 = shift(4);
  private static final VectorShuffle<Float> BY_2 = shift(2);
  private static final VectorShuffle<Float> BY_1 = shift(1);

  private FloatLanes() {}

  private static VectorShuffle<Float> shift(int lanes) {
    return VectorShuffle.fromOp(LANES, lane -> (lane + lanes) % WIDTH);
  }

  /// See [Sums#sum(float[], int, int)].
  static float sum(float[] x, int xo, int n) {
    return switch (WIDTH) {
      case 16 -> sum16(x, xo, n);
      case 8 -> sum8(x, xo, n);
      default -> Sums.sum(x, xo, 1, n);
    };
  }

  private static float sum16(float[] x, int xo, int n) {
    FloatVector s0 = FloatVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      s0 = s0.add(FloatVector.fromArray(LANES, x, xo + i));
    }
    if (whole < n) {
      VectorMask<Float> m0 = LANES.indexInRange(whole, n);
      s0 = s0.add(FloatVector.fromArray(LANES, x, xo + whole, m0));
    }
    s0 = s0.add(s0.rearrange(BY_8));
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  private static float sum8(float[] x, int xo, int n) {
    FloatVector s0 = FloatVector.zero(LANES);
    FloatVector s1 = FloatVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      s0 = s0.add(FloatVector.fromArray(LANES, x, xo + i));
      s1 = s1.add(FloatVector.fromArray(LANES, x, xo + i + 8));
    }
    if (whole < n) {
      VectorMask<Float> m0 = LANES.indexInRange(whole, n);
      s0 = s0.add(FloatVector.fromArray(LANES, x, xo + whole, m0));
      VectorMask<Float> m1 = LANES.indexInRange(whole + 8, n);
      s1 = s1.add(FloatVector.fromArray(LANES, x, xo + whole + 8, m1));
    }
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  /// See [Sums#dot(float[], int, float[], int, int)].
  static float dot(float[] x, int xo, float[] y, int yo, int n) {
    return switch (WIDTH) {
      case 16 -> dot16(x, xo, y, yo, n);
      case 8 -> dot8(x, xo, y, yo, n);
      default -> Sums.dot(x, xo, 1, y, yo, 1, n);
    };
  }

  private static float dot16(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector s0 = FloatVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      FloatVector x0 = FloatVector.fromArray(LANES, x, xo + i);
      FloatVector y0 = FloatVector.fromArray(LANES, y, yo + i);
      s0 = s0.add(x0.mul(y0));
    }
    if (whole < n) {
      VectorMask<Float> m0 = LANES.indexInRange(whole, n);
      FloatVector x0 = FloatVector.fromArray(LANES, x, xo + whole, m0);
      FloatVector y0 = FloatVector.fromArray(LANES, y, yo + whole, m0);
      s0 = s0.add(x0.mul(y0));
    }
    s0 = s0.add(s0.rearrange(BY_8));
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  private static float dot8(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector s0 = FloatVector.zero(LANES);
    FloatVector s1 = FloatVector.zero(LANES);
    int whole = n & -Sums.LANES;
    for (int i = 0; i < whole; i += Sums.LANES) {
      FloatVector x0 = FloatVector.fromArray(LANES, x, xo + i);
      FloatVector y0 = FloatVector.fromArray(LANES, y, yo + i);
      s0 = s0.add(x0.mul(y0));
      FloatVector x1 = FloatVector.fromArray(LANES, x, xo + i + 8);
      FloatVector y1 = FloatVector.fromArray(LANES, y, yo + i + 8);
      s1 = s1.add(x1.mul(y1));
    }
    if (whole < n) {
      VectorMask<Float> m0 = LANES.indexInRange(whole, n);
      FloatVector x0 = FloatVector.fromArray(LANES, x, xo + whole, m0);
      FloatVector y0 = FloatVector.fromArray(LANES, y, yo + whole, m0);
      s0 = s0.add(x0.mul(y0));
      VectorMask<Float> m1 = LANES.indexInRange(whole + 8, n);
      FloatVector x1 = FloatVector.fromArray(LANES, x, xo + whole + 8, m1);
      FloatVector y1 = FloatVector.fromArray(LANES, y, yo + whole + 8, m1);
      s1 = s1.add(x1.mul(y1));
    }
    s0 = s0.add(s1);
    s0 = s0.add(s0.rearrange(BY_4));
    s0 = s0.add(s0.rearrange(BY_2));
    s0 = s0.add(s0.rearrange(BY_1));
    return s0.lane(0);
  }

  /// Adds `n` elements of `x` to as many of `y`, each to its own.
  static void add(float[] x, int xo, float[] y, int yo, int n) {
    int whole = LANES.loopBound(n);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector more = FloatVector.fromArray(LANES, x, xo + i);
      FloatVector.fromArray(LANES, y, yo + i).add(more).intoArray(y, yo + i);
    }
    for (int i = whole; i < n; i++) {
      y[yo + i] += x[xo + i];
    }
  }

  /// `y[yo + i] = fma(c, x[xo + i], y[yo + i])` for `i < n`.
  static void addMultiple(float c, float[] x, int xo, float[] y, int yo, int n) {
    int whole = LANES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(LANES, c);
    for (int i = 0; i < whole; i += WIDTH) {
      FloatVector sum = FloatVector.fromArray(LANES, y, yo + i);
      factor.fma(FloatVector.fromArray(LANES, x, xo + i), sum).intoArray(y, yo + i);
    }
    for (int i = whole; i < n; i++) {
      y[yo + i] = Math.fma(c, x[xo + i], y[yo + i]);
    }
  }

  /// `(x, y) = (c x - s y, s x + c y)` for each of `n` pairs of elements.
  static void rotate(float c, float s, float[] x, int xo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      float u = x[xo + i];
      float v = y[yo + i];
      x[xo + i] = Math.fma(c, u, -(s * v));
      y[yo + i] = Math.fma(s, u, c * v);
    }
  }
}
