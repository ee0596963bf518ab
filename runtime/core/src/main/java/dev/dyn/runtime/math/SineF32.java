package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `sin` and `cos` in single precision, for one number and for a vector; error below 0.9 ulp.
///
/// The argument is reduced to `|r + e| <= π/2` by subtracting a multiple of π (for `cos` an odd
/// multiple of π/2) in three parts with `fma` (Cody & Waite 1980). `n PI_1` and `|x|` are multiples
/// of the last bit of a number below 2, so the first difference `r1` is exact. `n PI_2` is smaller
/// than `r1` unless that is zero; `e` keeps what this product and `r1 - n PI_2` round away (Dekker
/// 1971). This is what makes results near multiples of π right. Beyond [#ORDINARY] the result is
/// that of [SineF64], rounded.
///
/// `sin r = r + S3 r³ + r⁵ q(r²)`: the first two terms are summed with their rounding errors, as
/// `r³/6` is as large as 0.65 here.
final class SineF32 {
  static final float SHIFT = 0x1.8p23f;

  /// Largest magnitude reduced by three parts of π.
  static final float ORDINARY = 0x1p16f;

  private static final float INVERSE_PI = 0.31830987f;
  private static final float PI_1 = 3.1415927f;
  private static final float PI_2 = -8.742278e-8f;
  private static final float PI_3 = -3.430249e-15f;

  /// `-4/π²`, so that `1 + COSINE r²` is a crude `cos r`, good enough to multiply `e` with.
  private static final float COSINE = -0.40528473f;

  private static final float S3 = -0.16666667f;
  // Fit of q, relative error 2^-31.0 in the sine; test/python/coefficients.py, family sine.
  private static final float S5 = 0.0083333505f;
  private static final float S7 = -0.00019843093f;
  private static final float S9 = 2.7627061e-06f;
  private static final float S11 = -2.5503285e-08f;

  private SineF32() {}

  static float sin(float x) {
    float a = Math.abs(x);
    if (!(a <= ORDINARY)) {
      return (float) SineF64.sin(x);
    }
    float t = Math.fma(a, INVERSE_PI, SHIFT);
    float n = t - SHIFT;
    float r1 = Math.fma(n, -PI_1, a);
    float h = n * PI_2;
    float r = r1 - h;
    float e = Math.fma(n, -PI_3, ((r1 - r) - h) - Math.fma(n, PI_2, -h));
    int odd = Float.floatToRawIntBits(t) << 31;
    int sign = Float.floatToRawIntBits(x) ^ Float.floatToRawIntBits(a);
    return Float.intBitsToFloat(Float.floatToRawIntBits(kernel(r, e)) ^ odd ^ sign);
  }

  static float cos(float x) {
    float a = Math.abs(x);
    if (!(a <= ORDINARY)) {
      return (float) SineF64.cos(x);
    }
    float t = Math.fma(a, INVERSE_PI, -0.5f) + SHIFT;
    float n = (t - SHIFT) + 0.5f;
    float r1 = Math.fma(n, -PI_1, a);
    // Not zero only for n = ±1/2, where the product is exact and |x| may have bits below those of
    // r1.
    float e1 = a - Math.fma(n, PI_1, r1);
    float h = n * PI_2;
    float r = r1 - h;
    float e = Math.fma(n, -PI_3, ((r1 - r) - h) - Math.fma(n, PI_2, -h)) + e1;
    // cos(r + (m + 1/2) π) = (-1)^(m+1) sin r
    int odd = ~Float.floatToRawIntBits(t) << 31;
    return Float.intBitsToFloat(Float.floatToRawIntBits(kernel(r, e)) ^ odd);
  }

  /// `sin(r + e)` for `|r| <= π/2` and `e` below half a unit in the last place of `r`.
  static float kernel(float r, float e) {
    float a = leading(r);
    return rest(r, e, a) + a;
  }

  /// `r + S3 r³`, rounded.
  private static float leading(float r) {
    return Math.fma(r, r * r * S3, r);
  }

  /// `sin(r + e) - a` for `a = leading(r)`.
  private static float rest(float r, float e, float a) {
    float s = r * r;
    float g = s * S3;
    float gLow = Math.fma(Math.fma(r, r, -s), S3, Math.fma(s, S3, -g));
    float q = Math.fma(s, S11, S9);
    q = Math.fma(q, s, S7);
    q = Math.fma(q, s, S5);
    q = Math.fma(s * s, q, gLow);
    float b = Math.fma(r, q, Math.fma(r, g, r - a));
    return Math.fma(e, Math.fma(s, COSINE, 1.0f), b);
  }

  static FloatVector sin(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector t = a.fma(INVERSE_PI, SHIFT);
    FloatVector n = t.sub(SHIFT);
    FloatVector r1 = n.lanewise(FMA, -PI_1, a);
    FloatVector h = n.mul(PI_2);
    FloatVector r = r1.sub(h);
    FloatVector low = r1.sub(r).sub(h).sub(n.lanewise(FMA, PI_2, h.neg()));
    FloatVector e = n.lanewise(FMA, -PI_3, low);
    IntVector odd = t.reinterpretAsInts().lanewise(LSHL, 31);
    IntVector sign = x.reinterpretAsInts().lanewise(XOR, a.reinterpretAsInts());
    IntVector flip = odd.lanewise(XOR, sign);
    IntVector y = kernel(r, e).reinterpretAsInts().lanewise(XOR, flip);
    if (!a.compare(LE, ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, SineF32::sin);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsFloats();
  }

  static FloatVector cos(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector t = a.fma(INVERSE_PI, -0.5f).add(SHIFT);
    FloatVector n = t.sub(SHIFT).add(0.5f);
    FloatVector r1 = n.lanewise(FMA, -PI_1, a);
    FloatVector e1 = a.sub(n.lanewise(FMA, PI_1, r1));
    FloatVector h = n.mul(PI_2);
    FloatVector r = r1.sub(h);
    FloatVector low = r1.sub(r).sub(h).sub(n.lanewise(FMA, PI_2, h.neg()));
    FloatVector e = n.lanewise(FMA, -PI_3, low).add(e1);
    IntVector odd = t.reinterpretAsInts().not().lanewise(LSHL, 31);
    IntVector y = kernel(r, e).reinterpretAsInts().lanewise(XOR, odd);
    if (!a.compare(LE, ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, SineF32::cos);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsFloats();
  }

  private static FloatVector kernel(FloatVector r, FloatVector e) {
    FloatVector s = r.mul(r);
    FloatVector g = s.mul(S3);
    FloatVector gLow = r.fma(r, s.neg()).lanewise(FMA, S3, s.lanewise(FMA, S3, g.neg()));
    FloatVector a = r.fma(g, r);
    FloatVector q = s.fma(S11, S9).lanewise(FMA, s, S7).lanewise(FMA, s, S5);
    q = s.mul(s).fma(q, gLow);
    FloatVector b = r.fma(q, r.fma(g, r.sub(a)));
    return e.fma(s.fma(COSINE, 1.0f), b).add(a);
  }
}
