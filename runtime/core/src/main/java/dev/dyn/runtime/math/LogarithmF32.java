package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ULT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// `log` in single precision, for one number and for a vector; error below 0.9 ulp.
///
/// `x = 2ᵏ (1 + f)` with `√½ <= 1 + f < √2`; with `s = f/(2 + f)`, `log(1 + f) = 2 atanh(s) = f -
/// f²/2 + s (f²/2 + R(s²))`, a form in which the largest terms have no rounding error (Ng 1986, as
/// in the Sun C library). Unlike there, the rounding error of `k ln 2 + f` is carried along, since
/// `f` may be half as large as the result.
final class LogarithmF32 {
  /// The bits of `√½`, the least mantissa.
  static final int LEAST = 0x3f3504f3;

  /// Makes the exponent field of the difference to [#LEAST] non-negative for all finite numbers.
  static final int BIAS = 0x80000000;

  static final int MANTISSA = 0x007fffff;
  static final int TWO_23 = 0x4b000000;

  /// What `2²³ | k + 256` exceeds `k` by.
  static final float OFFSET = 0x1p23f + 256;

  static final int LEAST_NORMAL = 0x00800000;
  static final int INFINITY = 0x7f800000;

  /// `ln 2` in 16 bits, so that `k` times it is exact, and the rest.
  static final float LN2_HIGH = 0x1.62e3p-1f;

  static final float LN2_LOW = 0x1.2fefa2p-17f;

  // Fit of R, relative error 2^-30.2 in the logarithm; coefficients.py, family logarithm.
  static final float L1 = 0.66666776f;
  static final float L2 = 0.39977586f;
  static final float L3 = 0.29870695f;

  private LogarithmF32() {}

  static float of(float x) {
    int bits = Float.floatToRawIntBits(x);
    if (bits >= LEAST_NORMAL && bits < INFINITY) {
      return normal(bits, 0.0f);
    }
    if (x > 0 && x < Float.MIN_NORMAL) {
      return normal(Float.floatToRawIntBits(x * 0x1p25f), -25.0f);
    }
    if (x == 0) {
      return Float.NEGATIVE_INFINITY;
    }
    return x > 0 ? x : Float.NaN;
  }

  /// The logarithm of `2^more` times the normal number with these bits.
  private static float normal(int bits, float more) {
    int d = bits - LEAST + BIAS;
    float k = exponent(d) + more;
    float f = fraction(d);
    float high = k * LN2_HIGH;
    float sum = high + f;
    float low = f - (sum - high);
    return Math.fma(k, LN2_LOW, low) + tail(f) + sum;
  }

  /// `k`, from `d = bits - LEAST + BIAS`.
  static float exponent(int d) {
    return Float.intBitsToFloat(d >>> 23 | TWO_23) - OFFSET;
  }

  /// `f`, from the same `d`.
  static float fraction(int d) {
    return Float.intBitsToFloat((d & MANTISSA) + LEAST) - 1.0f;
  }

  /// `log(1 + f) - f`.
  static float tail(float f) {
    float s = f / (f + 2.0f);
    float z = s * s;
    float r = Math.fma(z, L3, L2);
    r = Math.fma(r, z, L1);
    float half = f * 0.5f * f;
    return Math.fma(s, Math.fma(r, z, half), -half);
  }

  static FloatVector of(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector y = ofNormal(bits);
    if (!isNormal(bits).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmF32::of);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  /// The logarithm of the positive normal numbers with these bits.
  static FloatVector ofNormal(IntVector bits) {
    IntVector d = bits.add(BIAS - LEAST);
    FloatVector k = exponent(d);
    FloatVector f = fraction(d);
    FloatVector high = k.mul(LN2_HIGH);
    FloatVector sum = high.add(f);
    FloatVector low = f.sub(sum.sub(high));
    return k.lanewise(FMA, LN2_LOW, low).add(tail(f)).add(sum);
  }

  static FloatVector exponent(IntVector d) {
    return d.lanewise(LSHR, 23).lanewise(OR, TWO_23).reinterpretAsFloats().sub(OFFSET);
  }

  static FloatVector fraction(IntVector d) {
    return d.lanewise(AND, MANTISSA).add(LEAST).reinterpretAsFloats().sub(1.0f);
  }

  /// Whether the numbers with these bits are positive, normal and finite.
  static VectorMask<Integer> isNormal(IntVector bits) {
    return bits.sub(LEAST_NORMAL).compare(ULT, INFINITY - LEAST_NORMAL);
  }

  static FloatVector tail(FloatVector f) {
    FloatVector s = f.div(f.add(2.0f));
    FloatVector z = s.mul(s);
    FloatVector r = z.fma(L3, L2).lanewise(FMA, z, L1);
    FloatVector half = f.mul(0.5f).mul(f);
    return s.fma(r.fma(z, half), half.neg());
  }
}
