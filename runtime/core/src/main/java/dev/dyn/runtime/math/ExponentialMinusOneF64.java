package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// `expm1` in double precision, and the pieces of which `tanh` and `sinh` are made too; error below
/// 1 ulp.
///
/// `x = n ln 2 + r + e` as in [ExponentialF64]. `expm1(r) = a + b`, where `a` is `r + r²/2` rounded
/// and `b` has its rounding errors, the terms from `r³` on and the effect of `e`. Then `expm1(x) =
/// (2ⁿ - 1) + 2ⁿ a + 2ⁿ b`; the sum of the first two is kept with its error. As `|2ⁿ - 1| > |2ⁿ a|`
/// except for `n = 0`, where there is nothing to add, that error is exact (Dekker 1971).
final class ExponentialMinusOneF64 {
  static final double ORDINARY = 700.0;
  static final long ONE = 0x3ff0000000000000L;

  // expm1(r) = r + r²/2 + r³ q(r), relative error 2^-61.6; coefficients.py, exponential_minus_one.
  private static final double E3 = 0.16666666666666677;
  private static final double E4 = 0.04166666666666669;
  private static final double E5 = 0.008333333333321776;
  private static final double E6 = 0.0013888888888886827;
  private static final double E7 = 0.00019841269885345741;
  private static final double E8 = 2.4801587294716458e-05;
  private static final double E9 = 2.7557245205366777e-06;
  private static final double E10 = 2.755731595227664e-07;
  private static final double E11 = 2.510865114969374e-08;
  private static final double E12 = 2.0897938887603564e-09;

  private ExponentialMinusOneF64() {}

  static double of(double x) {
    if (!(Math.abs(x) <= ORDINARY)) {
      return x < 0 ? -1.0 : ExponentialF64.of(x);
    }
    double t = Math.fma(x, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double n = t - ExponentialF64.SHIFT;
    double r1 = Math.fma(n, -ExponentialF64.LN2_HIGH, x);
    double w = n * -ExponentialF64.LN2_LOW;
    double r = r1 + w;
    double a = Math.fma(r * 0.5, r, r);
    double s = powerOfTwo(t);
    double h = s - 1.0;
    double sa = s * a;
    double sum = h + sa;
    double low = Math.fma(s, rest(r, a, (r1 - r) + w), sa - (sum - h));
    return withSign(sum + low, x);
  }

  /// `expm1(r + e) - a` for `a = fma(r/2, r, r)`.
  static double rest(double r, double a, double e) {
    double q = Math.fma(r, E12, E11);
    q = Math.fma(q, r, E10);
    q = Math.fma(q, r, E9);
    q = Math.fma(q, r, E8);
    q = Math.fma(q, r, E7);
    q = Math.fma(q, r, E6);
    q = Math.fma(q, r, E5);
    q = Math.fma(q, r, E4);
    q = Math.fma(q, r, E3);
    double square = Math.fma(r * 0.5, r, r - a);
    return Math.fma(r * r, r * q, square + Math.fma(e, a, e));
  }

  /// `2ⁿ` for `n` in the low bits of `t = n + SHIFT`.
  static double powerOfTwo(double t) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(t) << 52) + ONE);
  }

  /// `y`, which has the sign of `x` or is zero, with the sign of `x`.
  static double withSign(double y, double x) {
    long sign = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) | sign);
  }

  static DoubleVector of(DoubleVector x) {
    DoubleVector t = x.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    DoubleVector n = t.sub(ExponentialF64.SHIFT);
    DoubleVector r1 = n.lanewise(FMA, -ExponentialF64.LN2_HIGH, x);
    DoubleVector w = n.mul(-ExponentialF64.LN2_LOW);
    DoubleVector r = r1.add(w);
    DoubleVector a = r.mul(0.5).fma(r, r);
    DoubleVector s = powerOfTwo(t);
    DoubleVector h = s.sub(1.0);
    DoubleVector sa = s.mul(a);
    DoubleVector sum = h.add(sa);
    DoubleVector low = s.fma(rest(r, a, r1.sub(r).add(w)), sa.sub(sum.sub(h)));
    // As withSign; a call so late would not be inlined, see VectorElementary.
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    LongVector y = sum.add(low).reinterpretAsLongs().lanewise(OR, sign);
    if (!x.abs().compare(LE, ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, ExponentialMinusOneF64::of);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsDoubles();
  }

  static DoubleVector rest(DoubleVector r, DoubleVector a, DoubleVector e) {
    DoubleVector q =
        r.fma(E12, E11)
            .lanewise(FMA, r, E10)
            .lanewise(FMA, r, E9)
            .lanewise(FMA, r, E8)
            .lanewise(FMA, r, E7)
            .lanewise(FMA, r, E6)
            .lanewise(FMA, r, E5)
            .lanewise(FMA, r, E4)
            .lanewise(FMA, r, E3);
    DoubleVector square = r.mul(0.5).fma(r, r.sub(a));
    return r.mul(r).fma(r.mul(q), square.add(e.fma(a, e)));
  }

  static DoubleVector powerOfTwo(DoubleVector t) {
    return t.reinterpretAsLongs().lanewise(LSHL, 52).add(ONE).reinterpretAsDoubles();
  }
}
