package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `tanh` in single precision, for one number and for a vector; error below 1 ulp, no rare cases.
///
/// For `a = |x|` below 0.95 an odd polynomial. From there on `1 - 2/(exp(2a) + 1)`: what is taken
/// away from 1 is less than 0.27, so that its error of two roundings is less than half an ulp of
/// the result. With `2a = n ln 2 + 2r` and `s = 2ⁿ` the denominator is `(s + 1) + s r p(r)`, where
/// `s + 1` is exact or so large that nothing depends on it. Both forms are computed and one is
/// chosen, which in vectors takes less than half of what one form for all arguments takes.
final class TangentHyperbolicF32 {
  private static final float SMALL = 0.95f;

  /// From here on the result rounds to 1 (it does from 9.02 on).
  private static final float ONE_FROM = 10.0f;

  /// `t = 2a/ln 2 + SHIFT` has in its lowest bits the exponent of `2ⁿ` as a float has it.
  private static final float SHIFT = 0x1.8p23f + 127;

  private static final float TWO_OVER_LN2 = 2.8853901f;

  /// Relative error 2^-28.4: the error of `r` is not felt, as `n` is less than 30.
  private static final float HALF_LN2 = 0.34657359f;

  // tanh(x) = x + x³ p(x²), relative error 2^-28.0; coefficients.py, hyperbolic_tangent.
  private static final float T0 = -0.33333313f;
  private static final float T1 = 0.13332747f;
  private static final float T2 = -0.05390958f;
  private static final float T3 = 0.021587405f;
  private static final float T4 = -0.008117465f;
  private static final float T5 = 0.002443999f;
  private static final float T6 = -0.0004046619f;

  // exp(2r) = 1 + 2r + r² q(r), relative error 2^-28.3; coefficients.py, hyperbolic_tangent.
  private static final float E2 = 1.9999998f;
  private static final float E3 = 1.3333217f;
  private static final float E4 = 0.6666921f;
  private static final float E5 = 0.2677972f;
  private static final float E6 = 0.08845682f;

  private TangentHyperbolicF32() {}

  static float of(float x) {
    float size = Math.abs(x);
    float a = size > ONE_FROM ? ONE_FROM : size;
    float t = Math.fma(a, TWO_OVER_LN2, SHIFT);
    float r = Math.fma(t - SHIFT, -HALF_LN2, a);
    float p = Math.fma(r, E6, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, 2.0f);
    float s = Float.intBitsToFloat(Float.floatToRawIntBits(t) << 23);
    float large = 1.0f - 2.0f / Math.fma(s * r, p, s + 1.0f);
    float square = a * a;
    float q = Math.fma(square, T6, T5);
    q = Math.fma(q, square, T4);
    q = Math.fma(q, square, T3);
    q = Math.fma(q, square, T2);
    q = Math.fma(q, square, T1);
    q = Math.fma(q, square, T0);
    float small = Math.fma(square * q, a, a);
    return ExponentialMinusOneF32.withSign(a < SMALL ? small : large, x);
  }

  /// The scalar form line by line, without calls: late ones would not be inlined, see
  /// [VectorElementary].
  static FloatVector of(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector a = size.blend(ONE_FROM, size.compare(GT, ONE_FROM));
    FloatVector t = a.fma(TWO_OVER_LN2, SHIFT);
    FloatVector r = t.sub(SHIFT).lanewise(FMA, -HALF_LN2, a);
    FloatVector p = r.fma(E6, E5).lanewise(FMA, r, E4).lanewise(FMA, r, E3).lanewise(FMA, r, E2);
    p = p.lanewise(FMA, r, 2.0f);
    FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
    FloatVector d = s.mul(r).fma(p, s.add(1.0f));
    FloatVector large = d.broadcast(1.0f).sub(d.broadcast(2.0f).div(d));
    FloatVector square = a.mul(a);
    FloatVector q = square.fma(T6, T5).lanewise(FMA, square, T4).lanewise(FMA, square, T3);
    q = q.lanewise(FMA, square, T2).lanewise(FMA, square, T1).lanewise(FMA, square, T0);
    FloatVector small = square.mul(q).fma(a, a);
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector bits = large.blend(small, a.compare(LT, SMALL)).reinterpretAsInts();
    return bits.lanewise(OR, sign).reinterpretAsFloats();
  }
}
