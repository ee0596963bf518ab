package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `sinh` and `cosh` in single precision, for one number and for a vector; error below 1.7 and 1.4
/// ulp.
///
/// `sinh |x| = (E + E/(E + 1))/2` with `E = expm1 |x|` as in [ExponentialMinusOneF32], and `cosh x
/// = h + 1/(4h)` with `h = exp|x|/2`.
final class HyperbolicF32 {
  private HyperbolicF32() {}

  static float sinh(float x) {
    float a = Math.abs(x);
    if (!(a <= ExponentialMinusOneF32.ORDINARY)) {
      return Math.copySign(ExponentialF32.scaled(a, 0.0f, -1), x);
    }
    float t = Math.fma(a, ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    float n = t - ExponentialF32.SHIFT;
    float r1 = Math.fma(n, -ExponentialF32.LN2_HIGH, a);
    float w = n * -ExponentialF32.LN2_LOW;
    float r = r1 + w;
    float p = Math.fma(r * 0.5f, r, r);
    float s = ExponentialMinusOneF32.powerOfTwo(t);
    float h = s - 1.0f;
    float sp = s * p;
    float sum = h + sp;
    float rest = ExponentialMinusOneF32.rest(r, p, (r1 - r) + w);
    float low = Math.fma(s, rest, sp - (sum - h));
    float e = sum + low;
    float eLow = low - (e - sum);
    float y = ((e / (e + 1.0f) + eLow) + e) * 0.5f;
    return ExponentialMinusOneF32.withSign(y, x);
  }

  static float cosh(float x) {
    float a = Math.abs(x);
    if (!(a <= ExponentialMinusOneF32.ORDINARY)) {
      return ExponentialF32.scaled(a, 0.0f, -1);
    }
    float t = Math.fma(a, ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    float y = ExponentialF32.reduced(t - ExponentialF32.SHIFT, a, 0.0f);
    float h = ExponentialF32.scale(y, t) * 0.5f;
    return h + 0.25f / h;
  }

  /// The second half is written out, as calls from there would not be inlined, see
  /// [VectorElementary].
  static FloatVector sinh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector t = a.fma(ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    FloatVector s = ExponentialMinusOneF32.powerOfTwo(t);
    FloatVector n = t.sub(ExponentialF32.SHIFT);
    FloatVector r1 = n.lanewise(FMA, -ExponentialF32.LN2_HIGH, a);
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
    FloatVector y = e.div(e.add(1.0f)).add(eLow).add(e).mul(0.5f);
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector bits = y.reinterpretAsInts().lanewise(OR, sign);
    if (!a.compare(LE, ExponentialMinusOneF32.ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, HyperbolicF32::sinh);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return bits.reinterpretAsFloats();
  }

  static FloatVector cosh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector t = a.fma(ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    FloatVector y = ExponentialF32.reduced(t.sub(ExponentialF32.SHIFT), a);
    FloatVector h = ExponentialF32.scale(y, t).mul(0.5f);
    FloatVector sum = h.broadcast(0.25f).div(h).add(h);
    if (!a.compare(LE, ExponentialMinusOneF32.ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, HyperbolicF32::cosh);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return sum;
  }
}
