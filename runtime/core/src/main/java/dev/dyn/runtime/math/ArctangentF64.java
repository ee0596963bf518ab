package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// `atan` in double precision, for one number and for a vector; error below 1.9 ulp, no rare cases.
///
/// For `a = |x|` up to `tan(π/8)`, up to `tan(3π/8)`, and beyond, the result is `atan t`, `π/4 +
/// atan t` and `π/2 + atan t` with `t = a`, `(a - 1)/(a + 1)` and `-1/a`. `atan t = t + t³ p(t²)`.
final class ArctangentF64 {
  static final double TAN_PI_8 = 0.41421356237309503;
  static final double TAN_3_PI_8 = 2.414213562373095;
  static final double QUARTER_PI = 0.7853981633974483;
  static final double QUARTER_PI_LOW = 3.061616997868383e-17;

  // Fit of p, relative error 2^-55.8; coefficients.py, family arctangent.
  private static final double A0 = -0.333333333333332;
  private static final double A1 = 0.19999999999953666;
  private static final double A2 = -0.14285714280183195;
  private static final double A3 = 0.11111110781375301;
  private static final double A4 = -0.09090897646943141;
  private static final double A5 = 0.07692057163225909;
  private static final double A6 = -0.0666305512974736;
  private static final double A7 = 0.05847416438437258;
  private static final double A8 = -0.050365918743692936;
  private static final double A9 = 0.03797959521518454;
  private static final double A10 = -0.01779543086342261;

  private ArctangentF64() {}

  static double of(double x) {
    double a = Math.abs(x);
    boolean far = a > TAN_PI_8;
    boolean farther = a > TAN_3_PI_8;
    double top = farther ? -1.0 : far ? a - 1.0 : a;
    double bottom = farther ? a : far ? a + 1.0 : 1.0;
    double eighths = farther ? 2.0 : far ? 1.0 : 0.0;
    double t = top / bottom;
    double s = t * t;
    double low = Math.fma(s * t, polynomial(s), eighths * QUARTER_PI_LOW);
    double y = Math.fma(eighths, QUARTER_PI, t + low);
    return ExponentialMinusOneF64.withSign(y, x);
  }

  /// `p` in `atan t = t + t³ p(t²)`.
  static double polynomial(double s) {
    double p = Math.fma(s, A10, A9);
    p = Math.fma(p, s, A8);
    p = Math.fma(p, s, A7);
    p = Math.fma(p, s, A6);
    p = Math.fma(p, s, A5);
    p = Math.fma(p, s, A4);
    p = Math.fma(p, s, A3);
    p = Math.fma(p, s, A2);
    p = Math.fma(p, s, A1);
    return Math.fma(p, s, A0);
  }

  static DoubleVector of(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> far = a.compare(GT, TAN_PI_8);
    VectorMask<Double> farther = a.compare(GT, TAN_3_PI_8);
    DoubleVector top = a.blend(a.sub(1.0), far).blend(-1.0, farther);
    DoubleVector bottom = a.broadcast(1.0).blend(a.add(1.0), far).blend(a, farther);
    DoubleVector t = top.div(bottom);
    DoubleVector s = t.mul(t);
    DoubleVector p = polynomial(s);
    DoubleVector eighths = a.broadcast(0.0).blend(1.0, far).blend(2.0, farther);
    DoubleVector low = s.mul(t).fma(p, eighths.mul(QUARTER_PI_LOW));
    DoubleVector y = eighths.lanewise(FMA, QUARTER_PI, t.add(low));
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    return y.reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles();
  }

  private static DoubleVector polynomial(DoubleVector s) {
    return s.fma(A10, A9)
        .lanewise(FMA, s, A8)
        .lanewise(FMA, s, A7)
        .lanewise(FMA, s, A6)
        .lanewise(FMA, s, A5)
        .lanewise(FMA, s, A4)
        .lanewise(FMA, s, A3)
        .lanewise(FMA, s, A2)
        .lanewise(FMA, s, A1)
        .lanewise(FMA, s, A0);
  }
}
