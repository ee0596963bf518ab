package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `tanh` in single precision, for one number and for a vector; error below 0.7 ulp, no rare cases.
///
/// `tanh |x| = E/(E + 2)` with `E = expm1(2|x|)` as a sum of two floats, see
/// [ExponentialMinusOneF32]. The quotient is corrected by its remainder with the same reciprocal.
final class TangentHyperbolicF32 {
  /// From here on the result rounds to 1 (it does from 9.02 on).
  private static final float ONE_FROM = 10.0f;

  private TangentHyperbolicF32() {}

  static float of(float x) {
    float a = Math.abs(x);
    float y = (a > ONE_FROM ? ONE_FROM : a) * 2.0f;
    float t = Math.fma(y, ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    float n = t - ExponentialF32.SHIFT;
    float r1 = Math.fma(n, -ExponentialF32.LN2_HIGH, y);
    float w = n * -ExponentialF32.LN2_LOW;
    float r = r1 + w;
    float p = Math.fma(r * 0.5f, r, r);
    float s = ExponentialMinusOneF32.powerOfTwo(t);
    float h = s - 1.0f;
    float sp = s * p;
    float sum = h + sp;
    float rest = ExponentialMinusOneF32.rest(r, p, (r1 - r) + w);
    float low = Math.fma(s, rest, sp - (sum - h));
    return ExponentialMinusOneF32.withSign(quotient(sum + low, low, sum), x);
  }

  /// `e/(e + 2)` for the exact sum `high + low`, of which `e` is the rounded value.
  private static float quotient(float e, float low, float high) {
    float eLow = low - (e - high);
    float d = e + 2.0f;
    float two = d - e;
    float dLow = ((2.0f - two) + (e - (d - two))) + eLow;
    float reciprocal = 1.0f / d;
    float q = e * reciprocal;
    float remainder = Math.fma(-q, d, e) + Math.fma(-q, dLow, eLow);
    return Math.fma(remainder, reciprocal, q);
  }

  /// The scalar form line by line; the second half is written out here, as calls from there would
  /// not be inlined, see [VectorElementary].
  static FloatVector of(FloatVector x) {
    FloatVector y = doubled(x);
    FloatVector t = y.fma(ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    FloatVector s = ExponentialMinusOneF32.powerOfTwo(t);
    FloatVector n = t.sub(ExponentialF32.SHIFT);
    FloatVector r1 = n.lanewise(FMA, -ExponentialF32.LN2_HIGH, y);
    FloatVector w = n.mul(-ExponentialF32.LN2_LOW);
    FloatVector r = r1.add(w);
    FloatVector p = r.mul(0.5f).fma(r, r);
    FloatVector rest = ExponentialMinusOneF32.rest(r, p, r1.sub(r).add(w));
    FloatVector h = s.sub(1.0f);
    FloatVector sp = s.mul(p);
    FloatVector sum = h.add(sp);
    FloatVector low = s.fma(rest, sp.sub(sum.sub(h)));
    FloatVector e = sum.add(low);
    FloatVector eLow = low.sub(e.sub(sum));
    FloatVector d = e.add(2.0f);
    FloatVector two = d.sub(e);
    FloatVector dLow = two.neg().add(2.0f).add(e.sub(d.sub(two))).add(eLow);
    FloatVector reciprocal = d.broadcast(1.0f).div(d);
    FloatVector q = e.mul(reciprocal);
    FloatVector minus = q.neg();
    FloatVector remainder = minus.fma(d, e).add(minus.fma(dLow, eLow));
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector bits = remainder.fma(reciprocal, q).reinterpretAsInts();
    return bits.lanewise(OR, sign).reinterpretAsFloats();
  }

  private static FloatVector doubled(FloatVector x) {
    FloatVector a = x.abs();
    return a.blend(ONE_FROM, a.compare(GT, ONE_FROM)).mul(2.0f);
  }
}
