package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// `tan` in double precision, for one number and for a vector; error below 0.8 ulp.
///
/// The argument is reduced to `|r + e| <= π/4` as in [SineF64], here with multiples of π/2; the
/// result is the quotient of sine and cosine, or the negative inverse of that for odd multiples,
/// corrected by its remainder.
final class TangentF64 {
  private static final double TWO_OVER_PI = 0.6366197723675814;

  // π/2 in parts of 53, 29 and 53 bits: half of the parts of SineF64.
  private static final double HALF_PI_1 = 1.5707963267948966;
  private static final double HALF_PI_2 = 6.12323399409214e-17;
  private static final double HALF_PI_3 = 1.6446256936324258e-26;

  // sin r = r + r³ p(r²), relative error 2^-57.6; coefficients.py, family tangent.
  private static final double S0 = -0.1666666666666663;
  private static final double S1 = 0.00833333333332184;
  private static final double S2 = -0.00019841269829371102;
  private static final double S3 = 2.755731355462353e-06;
  private static final double S4 = -2.5050739041087907e-08;
  private static final double S5 = 1.5895820209700724e-10;

  // cos r = 1 - r²/2 + r⁴ q(r²), relative error 2^-63.9.
  private static final double C0 = 0.041666666666666595;
  private static final double C1 = -0.0013888888888873338;
  private static final double C2 = 2.4801587288997702e-05;
  private static final double C3 = -2.7557314215441626e-07;
  private static final double C4 = 2.0875705145132857e-09;
  private static final double C5 = -1.1358734858498242e-11;

  private TangentF64() {}

  static double of(double x) {
    double a = Math.abs(x);
    if (!(a <= SineF64.ORDINARY)) {
      return large(x);
    }
    double t = Math.fma(a, TWO_OVER_PI, SineF64.SHIFT);
    double n = t - SineF64.SHIFT;
    double r1 = Math.fma(n, -HALF_PI_1, a);
    double r = Math.fma(n, -HALF_PI_2, r1);
    double e = Math.fma(n, -HALF_PI_3, Math.fma(n, -HALF_PI_2, r1 - r));
    double y = quotient(r, e, (Double.doubleToRawLongBits(t) & 1) != 0);
    return Math.copySign(1.0, x) * y;
  }

  private static double large(double x) {
    if (!Double.isFinite(x)) {
      return Double.NaN;
    }
    LargeAngle.Remainder m = LargeAngle.reduce(Math.abs(x));
    return Math.copySign(1.0, x) * quotient(m.r(), m.e(), (m.quarter() & 1) != 0);
  }

  private static double quotient(double r, double e, boolean odd) {
    double s = r * r;
    double c = sineRest(r, e, s);
    double sine = r + c;
    double sineLow = c - (sine - r);
    double w = Math.fma(s, -0.5, 1.0);
    c = cosineRest(r, e, s, w);
    double cosine = w + c;
    double cosineLow = c - (cosine - w);
    double reciprocal = 1.0 / (odd ? sine : cosine);
    double top = odd ? cosine : sine;
    double q = top * reciprocal;
    double remainder = Math.fma(-q, odd ? sine : cosine, top);
    double low = Math.fma(-q, odd ? sineLow : cosineLow, odd ? cosineLow : sineLow);
    double y = Math.fma(remainder + low, reciprocal, q);
    return odd ? -y : y;
  }

  /// `sin(r + e) - r`.
  private static double sineRest(double r, double e, double s) {
    double p = Math.fma(s, S5, S4);
    p = Math.fma(p, s, S3);
    p = Math.fma(p, s, S2);
    p = Math.fma(p, s, S1);
    p = Math.fma(p, s, S0);
    return Math.fma(r * s, p, Math.fma(s, -0.5, 1.0) * e);
  }

  /// `cos(r + e) - w` for `w = 1 - s/2`, rounded.
  private static double cosineRest(double r, double e, double s, double w) {
    double q = Math.fma(s, C5, C4);
    q = Math.fma(q, s, C3);
    q = Math.fma(q, s, C2);
    q = Math.fma(q, s, C1);
    q = Math.fma(q, s, C0);
    double low = Math.fma(s, -0.5, 1.0 - w);
    return Math.fma(s * s, q, Math.fma(-r, e, low));
  }

  /// The second half of the scalar form is written out, as calls from there would not be inlined,
  /// see [VectorElementary].
  static DoubleVector of(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector t = a.fma(TWO_OVER_PI, SineF64.SHIFT);
    DoubleVector n = t.sub(SineF64.SHIFT);
    DoubleVector r1 = n.lanewise(FMA, -HALF_PI_1, a);
    DoubleVector r = n.lanewise(FMA, -HALF_PI_2, r1);
    DoubleVector e = n.lanewise(FMA, -HALF_PI_3, n.lanewise(FMA, -HALF_PI_2, r1.sub(r)));
    DoubleVector s = r.mul(r);
    DoubleVector w = s.fma(-0.5, 1.0);
    DoubleVector sineRest = sineRest(r, e, s, w);
    DoubleVector cosineRest = cosineRest(r, e, s, w);
    DoubleVector y = quotient(r, sineRest, w, cosineRest, t.reinterpretAsLongs());
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    LongVector signed = y.reinterpretAsLongs().lanewise(XOR, sign);
    if (!a.compare(LE, SineF64.ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, TangentF64::of);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return signed.reinterpretAsDoubles();
  }

  private static DoubleVector sineRest(
      DoubleVector r, DoubleVector e, DoubleVector s, DoubleVector w) {
    DoubleVector p =
        s.fma(S5, S4)
            .lanewise(FMA, s, S3)
            .lanewise(FMA, s, S2)
            .lanewise(FMA, s, S1)
            .lanewise(FMA, s, S0);
    return r.mul(s).fma(p, w.mul(e));
  }

  private static DoubleVector cosineRest(
      DoubleVector r, DoubleVector e, DoubleVector s, DoubleVector w) {
    DoubleVector q =
        s.fma(C5, C4)
            .lanewise(FMA, s, C3)
            .lanewise(FMA, s, C2)
            .lanewise(FMA, s, C1)
            .lanewise(FMA, s, C0);
    DoubleVector low = s.lanewise(FMA, -0.5, w.neg().add(1.0));
    return s.mul(s).fma(q, r.neg().fma(e, low));
  }

  private static DoubleVector quotient(
      DoubleVector r, DoubleVector sRest, DoubleVector w, DoubleVector cRest, LongVector n) {
    LongVector parity = n.lanewise(LSHL, 63);
    VectorMask<Double> odd = parity.compare(NE, 0).cast(r.species());
    DoubleVector base = w.blend(r, odd);
    DoubleVector rest = cRest.blend(sRest, odd);
    DoubleVector bottom = base.add(rest);
    DoubleVector bottomLow = rest.sub(bottom.sub(base));
    base = r.blend(w, odd);
    rest = sRest.blend(cRest, odd);
    DoubleVector top = base.add(rest);
    DoubleVector topLow = rest.sub(top.sub(base));
    DoubleVector reciprocal = bottom.broadcast(1.0).div(bottom);
    DoubleVector q = top.mul(reciprocal);
    DoubleVector minus = q.neg();
    DoubleVector remainder = minus.fma(bottom, top).add(minus.fma(bottomLow, topLow));
    DoubleVector y = remainder.fma(reciprocal, q);
    return y.reinterpretAsLongs().lanewise(XOR, parity).reinterpretAsDoubles();
  }
}
