package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// `log2` and `log10` in single precision, for one number and for a vector; error below 1.1 ulp.
///
/// With `x = 2ᵏ (1 + f)` as in [LogarithmF32] the result is `k log_b 2 + f/ln b + (log(1 + f) -
/// f)/ln b`; the second term is taken with its rounding error. Whole powers of the base give whole
/// numbers.
final class LogarithmBaseF32 {
  private static final float INVERSE_LN2 = 1.442695f;
  private static final float INVERSE_LN2_LOW = 1.925963e-8f;
  private static final float INVERSE_LN10 = 0.4342945f;
  private static final float INVERSE_LN10_LOW = -1.010305e-8f;

  /// `log10 2` in 16 bits, so that `k` times it is exact, and the rest.
  private static final float LOG10_2_HIGH = 0x1.3442p-2f;

  private static final float LOG10_2_LOW = -3.0243555e-6f;

  private LogarithmBaseF32() {}

  static float log2(float x) {
    return of(x, 1.0f, 0.0f, INVERSE_LN2, INVERSE_LN2_LOW);
  }

  static float log10(float x) {
    return of(x, LOG10_2_HIGH, LOG10_2_LOW, INVERSE_LN10, INVERSE_LN10_LOW);
  }

  private static float of(float x, float two, float twoLow, float unit, float unitLow) {
    if (!(x > 0) || x == Float.POSITIVE_INFINITY) {
      return LogarithmF32.of(x);
    }
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p25f : x);
    int d = bits - LogarithmF32.LEAST + LogarithmF32.BIAS;
    float k = LogarithmF32.exponent(d) - (subnormal ? 25.0f : 0.0f);
    float f = LogarithmF32.fraction(d);
    float p = f * unit;
    float pLow = Math.fma(f, unit, -p);
    float high = k * two;
    float sum = high + p;
    float low = Math.fma(k, twoLow, p - (sum - high));
    return low + Math.fma(LogarithmF32.tail(f), unit, Math.fma(f, unitLow, pLow)) + sum;
  }

  static FloatVector log2(FloatVector x) {
    VectorMask<Integer> normal = LogarithmF32.isNormal(x.reinterpretAsInts());
    FloatVector y = ofNormal(x, 1.0f, 0.0f, INVERSE_LN2, INVERSE_LN2_LOW);
    if (!normal.allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmBaseF32::log2);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  static FloatVector log10(FloatVector x) {
    VectorMask<Integer> normal = LogarithmF32.isNormal(x.reinterpretAsInts());
    FloatVector y = ofNormal(x, LOG10_2_HIGH, LOG10_2_LOW, INVERSE_LN10, INVERSE_LN10_LOW);
    if (!normal.allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmBaseF32::log10);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  private static FloatVector ofNormal(
      FloatVector x, float two, float twoLow, float unit, float unitLow) {
    IntVector d = x.reinterpretAsInts().add(LogarithmF32.BIAS - LogarithmF32.LEAST);
    FloatVector k = LogarithmF32.exponent(d);
    FloatVector f = LogarithmF32.fraction(d);
    FloatVector tail = LogarithmF32.tail(f);
    FloatVector p = f.mul(unit);
    FloatVector pLow = f.lanewise(FMA, unit, p.neg());
    FloatVector high = k.mul(two);
    FloatVector sum = high.add(p);
    FloatVector low = k.lanewise(FMA, twoLow, p.sub(sum.sub(high)));
    return tail.lanewise(FMA, unit, f.lanewise(FMA, unitLow, pLow)).add(low).add(sum);
  }
}
