package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// `atan` in single precision, for one number and for a vector; error below 1.9 ulp, no rare cases.
///
/// For `a = |x|` up to `tan(π/8)`, up to `tan(3π/8)`, and beyond, the result is `atan t`, `π/4 +
/// atan t` and `π/2 + atan t` with `t = a`, `(a - 1)/(a + 1)` and `-1/a`. `atan t = t + t³ p(t²)`.
final class ArctangentF32 {
  static final float TAN_PI_8 = 0.41421357f;
  static final float TAN_3_PI_8 = 2.4142137f;
  static final float QUARTER_PI = 0.7853982f;
  static final float QUARTER_PI_LOW = -2.1855694e-8f;

  // Fit of p, relative error 2^-30.4; coefficients.py, family arctangent.
  private static final float A0 = -0.33333316f;
  private static final float A1 = 0.19998528f;
  private static final float A2 = -0.14244391f;
  private static final float A3 = 0.10599177f;
  private static final float A4 = -0.060900826f;

  private ArctangentF32() {}

  static float of(float x) {
    float a = Math.abs(x);
    boolean far = a > TAN_PI_8;
    boolean farther = a > TAN_3_PI_8;
    float top = farther ? -1.0f : far ? a - 1.0f : a;
    float bottom = farther ? a : far ? a + 1.0f : 1.0f;
    float eighths = farther ? 2.0f : far ? 1.0f : 0.0f;
    float t = top / bottom;
    float s = t * t;
    float low = Math.fma(s * t, polynomial(s), eighths * QUARTER_PI_LOW);
    float y = Math.fma(eighths, QUARTER_PI, t + low);
    return ExponentialMinusOneF32.withSign(y, x);
  }

  /// `p` in `atan t = t + t³ p(t²)`.
  static float polynomial(float s) {
    float p = Math.fma(s, A4, A3);
    p = Math.fma(p, s, A2);
    p = Math.fma(p, s, A1);
    return Math.fma(p, s, A0);
  }

  static FloatVector of(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> far = a.compare(GT, TAN_PI_8);
    VectorMask<Float> farther = a.compare(GT, TAN_3_PI_8);
    FloatVector top = a.blend(a.sub(1.0f), far).blend(-1.0f, farther);
    FloatVector bottom = a.broadcast(1.0f).blend(a.add(1.0f), far).blend(a, farther);
    FloatVector t = top.div(bottom);
    FloatVector s = t.mul(t);
    FloatVector p = polynomial(s);
    FloatVector eighths = a.broadcast(0.0f).blend(1.0f, far).blend(2.0f, farther);
    FloatVector low = s.mul(t).fma(p, eighths.mul(QUARTER_PI_LOW));
    FloatVector y = eighths.lanewise(FMA, QUARTER_PI, t.add(low));
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    return y.reinterpretAsInts().lanewise(OR, sign).reinterpretAsFloats();
  }

  private static FloatVector polynomial(FloatVector s) {
    return s.fma(A4, A3).lanewise(FMA, s, A2).lanewise(FMA, s, A1).lanewise(FMA, s, A0);
  }
}
