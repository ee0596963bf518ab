package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `expm1` in single precision, and the pieces of which `tanh` and `sinh` are made too; error below
/// 1.1 ulp.
///
/// `x = n ln 2 + r + e` as in [ExponentialF32]. `expm1(r) = a + b`, where `a` is `r + r²/2` rounded
/// and `b` has its rounding errors, the terms from `r³` on and the effect of `e`. Then `expm1(x) =
/// (2ⁿ - 1) + 2ⁿ a + 2ⁿ b`; the sum of the first two is kept with its error. As `|2ⁿ - 1| > |2ⁿ a|`
/// except for `n = 0`, where there is nothing to add, that error is exact (Dekker 1971).
final class ExponentialMinusOneF32 {
  static final float ORDINARY = 87.0f;
  static final int ONE = 0x3f800000;

  // expm1(r) = r + r²/2 + r³ q(r), relative error 2^-31.1; coefficients.py, exponential_minus_one.
  private static final float E3 = 0.16666666f;
  private static final float E4 = 0.041666493f;
  private static final float E5 = 0.008333547f;
  private static final float E6 = 0.0013932313f;
  private static final float E7 = 0.00019760865f;

  private ExponentialMinusOneF32() {}

  static float of(float x) {
    if (!(Math.abs(x) <= ORDINARY)) {
      return x < 0 ? -1.0f : ExponentialF32.of(x);
    }
    float t = Math.fma(x, ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    float n = t - ExponentialF32.SHIFT;
    float r1 = Math.fma(n, -ExponentialF32.LN2_HIGH, x);
    float w = n * -ExponentialF32.LN2_LOW;
    float r = r1 + w;
    float a = Math.fma(r * 0.5f, r, r);
    float s = powerOfTwo(t);
    float h = s - 1.0f;
    float sa = s * a;
    float sum = h + sa;
    float low = Math.fma(s, rest(r, a, (r1 - r) + w), sa - (sum - h));
    return withSign(sum + low, x);
  }

  /// `expm1(r + e) - a` for `a = fma(r/2, r, r)`.
  static float rest(float r, float a, float e) {
    float q = Math.fma(r, E7, E6);
    q = Math.fma(q, r, E5);
    q = Math.fma(q, r, E4);
    q = Math.fma(q, r, E3);
    float square = Math.fma(r * 0.5f, r, r - a);
    return Math.fma(r * r, r * q, square + Math.fma(e, a, e));
  }

  /// `2ⁿ` for `n` in the low bits of `t = n + SHIFT`.
  static float powerOfTwo(float t) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(t) << 23) + ONE);
  }

  /// `y`, which has the sign of `x` or is zero, with the sign of `x`.
  static float withSign(float y, float x) {
    int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
  }

  static FloatVector of(FloatVector x) {
    FloatVector t = x.fma(ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    FloatVector n = t.sub(ExponentialF32.SHIFT);
    FloatVector r1 = n.lanewise(FMA, -ExponentialF32.LN2_HIGH, x);
    FloatVector w = n.mul(-ExponentialF32.LN2_LOW);
    FloatVector r = r1.add(w);
    FloatVector a = r.mul(0.5f).fma(r, r);
    FloatVector s = powerOfTwo(t);
    FloatVector h = s.sub(1.0f);
    FloatVector sa = s.mul(a);
    FloatVector sum = h.add(sa);
    FloatVector low = s.fma(rest(r, a, r1.sub(r).add(w)), sa.sub(sum.sub(h)));
    // As withSign; a call so late would not be inlined, see VectorElementary.
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector y = sum.add(low).reinterpretAsInts().lanewise(OR, sign);
    if (!x.abs().compare(LE, ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, ExponentialMinusOneF32::of);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsFloats();
  }

  static FloatVector rest(FloatVector r, FloatVector a, FloatVector e) {
    FloatVector q = r.fma(E7, E6).lanewise(FMA, r, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3);
    FloatVector square = r.mul(0.5f).fma(r, r.sub(a));
    return r.mul(r).fma(r.mul(q), square.add(e.fma(a, e)));
  }

  static FloatVector powerOfTwo(FloatVector t) {
    return t.reinterpretAsInts().lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
  }
}
