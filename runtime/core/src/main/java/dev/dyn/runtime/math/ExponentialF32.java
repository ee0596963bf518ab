package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// `exp` in single precision, for one number and for a vector of them; error below 0.95 ulp.
///
/// `x = n ln 2 + r` with `|r| <= ln(2)/2` by a reduction in two parts (Cody & Waite 1980), then
/// `exp(r) = 1 + r + r²/2 + r³ q(r)` with a minimax `q`, then `n` is added to the exponent bits.
/// The first part of the reduction is exact: `n LN2_HIGH` and `x` are multiples of `2⁻²⁴` (or of
/// `2⁻²⁵` with a smaller difference) and `fma` does not round the product. The second part, `w`, is
/// kept apart and added to the small terms, so that the rounding of `r` does not matter.
///
/// Adding [#SHIFT] rounds to the nearest whole number and leaves that number in the low bits, so no
/// conversion between floating and whole numbers is needed.
final class ExponentialF32 {
  static final float SHIFT = 0x1.8p23f;
  static final float INVERSE_LN2 = 1.442695f;
  static final float LN2_HIGH = 0.6931472f;
  static final float LN2_LOW = -1.9046542e-9f;

  /// Above this magnitude the result, or its exponent arithmetic, may leave the normal range.
  static final float ORDINARY = 87.0f;

  /// The logarithm of the largest number, rounded: `exp` of anything greater overflows.
  private static final float OVERFLOW = 88.72284f;

  /// The logarithm of half the smallest number, rounded: `exp` of anything less is zero.
  private static final float UNDERFLOW = -103.972084f;

  // Fit of q, relative error 2^-25.6 in expm1; test/python/coefficients.py, family exponential.
  static final float E3 = 0.1666655f;
  static final float E4 = 0.041666858f;
  static final float E5 = 0.008365813f;
  static final float E6 = 0.0013902703f;

  private ExponentialF32() {}

  static float of(float x) {
    if (Math.abs(x) <= ORDINARY) {
      float t = Math.fma(x, INVERSE_LN2, SHIFT);
      return scale(reduced(t - SHIFT, x, 0.0f), t);
    }
    return scaled(x, 0.0f, 0);
  }

  /// `2^shift exp(x + low)` over the whole range, with overflow and gradual underflow.
  static float scaled(float x, float low, int shift) {
    if (Float.isNaN(x)) {
      return x;
    }
    if (x > OVERFLOW - shift) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < UNDERFLOW - shift) {
      return 0.0f;
    }
    float n = Math.fma(x, INVERSE_LN2, SHIFT) - SHIFT;
    int whole = (int) n + shift;
    int half = whole >> 1;
    return reduced(n, x, low) * powerOfTwo(half) * powerOfTwo(whole - half);
  }

  /// `exp(x + low - n ln 2)`, for a result near 1.
  static float reduced(float n, float x, float low) {
    float r1 = Math.fma(n, -LN2_HIGH, x);
    float w = Math.fma(n, -LN2_LOW, low);
    float r = r1 + w;
    float p = Math.fma(Math.fma(cubic(r), r, 0.5f), r * r, w);
    return (p + r1) + 1.0f;
  }

  /// `q` in `exp(r) = 1 + r + r²/2 + r³ q(r)`.
  static float cubic(float r) {
    float q = Math.fma(r, E6, E5);
    q = Math.fma(q, r, E4);
    return Math.fma(q, r, E3);
  }

  /// `y 2ⁿ` for `n` in the low bits of `t = n + SHIFT`, where neither end of the range is near.
  static float scale(float y, float t) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) + (Float.floatToRawIntBits(t) << 23));
  }

  static float powerOfTwo(int n) {
    return Float.intBitsToFloat((127 + n) << 23);
  }

  static FloatVector of(FloatVector x) {
    FloatVector t = x.fma(INVERSE_LN2, SHIFT);
    FloatVector y = scale(reduced(t.sub(SHIFT), x), t);
    VectorMask<Float> ordinary = x.abs().compare(LE, ORDINARY);
    if (ordinary.allTrue()) {
      return y;
    }
    // Masked entries of a softmax are minus infinity: zeros need not go by lanes.
    VectorMask<Float> zero = x.compare(LT, UNDERFLOW);
    if (ordinary.or(zero).allTrue()) {
      return y.blend(0.0f, zero);
    }
    float[] lanes = x.toArray();
    Lanes.each(lanes, ExponentialF32::of);
    return FloatVector.fromArray(x.species(), lanes, 0);
  }

  static FloatVector reduced(FloatVector n, FloatVector x) {
    FloatVector r1 = n.lanewise(FMA, -LN2_HIGH, x);
    // The scalar form adds low = 0 here, which changes no bits of the product.
    FloatVector w = n.mul(-LN2_LOW);
    FloatVector r = r1.add(w);
    FloatVector p = cubic(r).lanewise(FMA, r, 0.5f);
    return p.fma(r.mul(r), w).add(r1).add(1.0f);
  }

  static FloatVector cubic(FloatVector r) {
    return r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
  }

  static FloatVector scale(FloatVector y, FloatVector t) {
    return y.reinterpretAsInts()
        .add(t.reinterpretAsInts().lanewise(LSHL, 23))
        .reinterpretAsFloats();
  }
}
