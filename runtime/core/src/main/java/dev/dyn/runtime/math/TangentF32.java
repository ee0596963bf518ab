package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// `tan` in single precision, for one number and for a vector; error below 1 ulp.
///
/// The argument is reduced to `|r + e| <= π/4` as in [SineF32], here with multiples of π/2; the
/// result is the quotient of sine and cosine, or the negative inverse of that for odd multiples,
/// corrected by its remainder.
final class TangentF32 {
  private static final float TWO_OVER_PI = 0.63661975f;

  // π/2 in three parts, half of those of SineF32.
  private static final float HALF_PI_1 = 1.5707964f;
  private static final float HALF_PI_2 = -4.371139e-8f;
  private static final float HALF_PI_3 = -1.7151245e-15f;

  // sin r = r + r³ p(r²), relative error 2^-27.9; coefficients.py, family tangent.
  private static final float S0 = -0.16666655f;
  private static final float S1 = 0.008332189f;
  private static final float S2 = -0.00019518285f;

  // cos r = 1 - r²/2 + r⁴ q(r²), relative error 2^-33.0.
  private static final float C0 = 0.041666646f;
  private static final float C1 = -0.001388731f;
  private static final float C2 = 2.4432367e-5f;

  private TangentF32() {}

  static float of(float x) {
    float a = Math.abs(x);
    if (!(a <= SineF32.ORDINARY)) {
      return (float) TangentF64.of(x);
    }
    float t = Math.fma(a, TWO_OVER_PI, SineF32.SHIFT);
    float n = t - SineF32.SHIFT;
    float r1 = Math.fma(n, -HALF_PI_1, a);
    float h = n * HALF_PI_2;
    float r = r1 - h;
    float e = Math.fma(n, -HALF_PI_3, ((r1 - r) - h) - Math.fma(n, HALF_PI_2, -h));
    float y = quotient(r, e, (Float.floatToRawIntBits(t) & 1) != 0);
    return Math.copySign(1.0f, x) * y;
  }

  private static float quotient(float r, float e, boolean odd) {
    float s = r * r;
    float c = sineRest(r, e, s);
    float sine = r + c;
    float sineLow = c - (sine - r);
    float w = Math.fma(s, -0.5f, 1.0f);
    c = cosineRest(r, e, s, w);
    float cosine = w + c;
    float cosineLow = c - (cosine - w);
    float reciprocal = 1.0f / (odd ? sine : cosine);
    float top = odd ? cosine : sine;
    float q = top * reciprocal;
    float remainder = Math.fma(-q, odd ? sine : cosine, top);
    float low = Math.fma(-q, odd ? sineLow : cosineLow, odd ? cosineLow : sineLow);
    float y = Math.fma(remainder + low, reciprocal, q);
    return odd ? -y : y;
  }

  /// `sin(r + e) - r`.
  private static float sineRest(float r, float e, float s) {
    float p = Math.fma(s, S2, S1);
    p = Math.fma(p, s, S0);
    return Math.fma(r * s, p, Math.fma(s, -0.5f, 1.0f) * e);
  }

  /// `cos(r + e) - w` for `w = 1 - s/2`, rounded.
  private static float cosineRest(float r, float e, float s, float w) {
    float q = Math.fma(s, C2, C1);
    q = Math.fma(q, s, C0);
    float low = Math.fma(s, -0.5f, 1.0f - w);
    return Math.fma(s * s, q, Math.fma(-r, e, low));
  }

  /// The second half of the scalar form is written out, as calls from there would not be inlined,
  /// see [VectorElementary].
  static FloatVector of(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector t = a.fma(TWO_OVER_PI, SineF32.SHIFT);
    FloatVector n = t.sub(SineF32.SHIFT);
    FloatVector r1 = n.lanewise(FMA, -HALF_PI_1, a);
    FloatVector h = n.mul(HALF_PI_2);
    FloatVector r = r1.sub(h);
    FloatVector low = r1.sub(r).sub(h).sub(n.lanewise(FMA, HALF_PI_2, h.neg()));
    FloatVector e = n.lanewise(FMA, -HALF_PI_3, low);
    FloatVector s = r.mul(r);
    FloatVector w = s.fma(-0.5f, 1.0f);
    FloatVector sineRest = sineRest(r, e, s, w);
    FloatVector cosineRest = cosineRest(r, e, s, w);
    FloatVector y = quotient(r, sineRest, w, cosineRest, t.reinterpretAsInts());
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector signed = y.reinterpretAsInts().lanewise(XOR, sign);
    if (!a.compare(LE, SineF32.ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, TangentF32::of);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return signed.reinterpretAsFloats();
  }

  private static FloatVector sineRest(FloatVector r, FloatVector e, FloatVector s, FloatVector w) {
    FloatVector p = s.fma(S2, S1).lanewise(FMA, s, S0);
    return r.mul(s).fma(p, w.mul(e));
  }

  private static FloatVector cosineRest(
      FloatVector r, FloatVector e, FloatVector s, FloatVector w) {
    FloatVector q = s.fma(C2, C1).lanewise(FMA, s, C0);
    FloatVector low = s.lanewise(FMA, -0.5f, w.neg().add(1.0f));
    return s.mul(s).fma(q, r.neg().fma(e, low));
  }

  private static FloatVector quotient(
      FloatVector r, FloatVector sRest, FloatVector w, FloatVector cRest, IntVector n) {
    IntVector parity = n.lanewise(LSHL, 31);
    VectorMask<Float> odd = parity.compare(NE, 0).cast(r.species());
    FloatVector base = w.blend(r, odd);
    FloatVector rest = cRest.blend(sRest, odd);
    FloatVector bottom = base.add(rest);
    FloatVector bottomLow = rest.sub(bottom.sub(base));
    base = r.blend(w, odd);
    rest = sRest.blend(cRest, odd);
    FloatVector top = base.add(rest);
    FloatVector topLow = rest.sub(top.sub(base));
    FloatVector reciprocal = bottom.broadcast(1.0f).div(bottom);
    FloatVector q = top.mul(reciprocal);
    FloatVector minus = q.neg();
    FloatVector remainder = minus.fma(bottom, top).add(minus.fma(bottomLow, topLow));
    FloatVector y = remainder.fma(reciprocal, q);
    return y.reinterpretAsInts().lanewise(XOR, parity).reinterpretAsFloats();
  }
}
