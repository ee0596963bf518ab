package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// `tanh` in double precision, for one number and for a vector; error below 0.7 ulp, no rare cases.
///
/// `tanh |x| = E/(E + 2)` with `E = expm1(2|x|)` as a sum of two doubles, see
/// [ExponentialMinusOneF64]. The quotient is corrected by its remainder with the same reciprocal.
final class TangentHyperbolicF64 {
  /// From here on the result rounds to 1 (it does from 19.07 on).
  private static final double ONE_FROM = 20.0;

  private TangentHyperbolicF64() {}

  static double of(double x) {
    double a = Math.abs(x);
    double y = (a > ONE_FROM ? ONE_FROM : a) * 2.0;
    double t = Math.fma(y, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double n = t - ExponentialF64.SHIFT;
    double r1 = Math.fma(n, -ExponentialF64.LN2_HIGH, y);
    double w = n * -ExponentialF64.LN2_LOW;
    double r = r1 + w;
    double p = Math.fma(r * 0.5, r, r);
    double s = ExponentialMinusOneF64.powerOfTwo(t);
    double h = s - 1.0;
    double sp = s * p;
    double sum = h + sp;
    double rest = ExponentialMinusOneF64.rest(r, p, (r1 - r) + w);
    double low = Math.fma(s, rest, sp - (sum - h));
    return ExponentialMinusOneF64.withSign(quotient(sum + low, low, sum), x);
  }

  /// `e/(e + 2)` for the exact sum `high + low`, of which `e` is the rounded value.
  private static double quotient(double e, double low, double high) {
    double eLow = low - (e - high);
    double d = e + 2.0;
    double two = d - e;
    double dLow = ((2.0 - two) + (e - (d - two))) + eLow;
    double reciprocal = 1.0 / d;
    double q = e * reciprocal;
    double remainder = Math.fma(-q, d, e) + Math.fma(-q, dLow, eLow);
    return Math.fma(remainder, reciprocal, q);
  }

  /// The scalar form line by line; the second half is written out here, as calls from there would
  /// not be inlined, see [VectorElementary].
  static DoubleVector of(DoubleVector x) {
    DoubleVector y = doubled(x);
    DoubleVector t = y.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    DoubleVector s = ExponentialMinusOneF64.powerOfTwo(t);
    DoubleVector n = t.sub(ExponentialF64.SHIFT);
    DoubleVector r1 = n.lanewise(FMA, -ExponentialF64.LN2_HIGH, y);
    DoubleVector w = n.mul(-ExponentialF64.LN2_LOW);
    DoubleVector r = r1.add(w);
    DoubleVector p = r.mul(0.5).fma(r, r);
    DoubleVector rest = ExponentialMinusOneF64.rest(r, p, r1.sub(r).add(w));
    DoubleVector h = s.sub(1.0);
    DoubleVector sp = s.mul(p);
    DoubleVector sum = h.add(sp);
    DoubleVector low = s.fma(rest, sp.sub(sum.sub(h)));
    DoubleVector e = sum.add(low);
    DoubleVector eLow = low.sub(e.sub(sum));
    DoubleVector d = e.add(2.0);
    DoubleVector two = d.sub(e);
    DoubleVector dLow = two.neg().add(2.0).add(e.sub(d.sub(two))).add(eLow);
    DoubleVector reciprocal = d.broadcast(1.0).div(d);
    DoubleVector q = e.mul(reciprocal);
    DoubleVector minus = q.neg();
    DoubleVector remainder = minus.fma(d, e).add(minus.fma(dLow, eLow));
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    LongVector bits = remainder.fma(reciprocal, q).reinterpretAsLongs();
    return bits.lanewise(OR, sign).reinterpretAsDoubles();
  }

  private static DoubleVector doubled(DoubleVector x) {
    DoubleVector a = x.abs();
    return a.blend(ONE_FROM, a.compare(GT, ONE_FROM)).mul(2.0);
  }
}
