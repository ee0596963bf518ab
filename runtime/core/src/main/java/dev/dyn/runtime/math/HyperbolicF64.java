package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// `sinh` and `cosh` in double precision, for one number and for a vector; error below 1.6 and 1.4
/// ulp.
///
/// `sinh |x| = (E + E/(E + 1))/2` with `E = expm1 |x|` as in [ExponentialMinusOneF64], and `cosh x
/// = h + 1/(4h)` with `h = exp|x|/2`.
final class HyperbolicF64 {
  private HyperbolicF64() {}

  static double sinh(double x) {
    double a = Math.abs(x);
    if (!(a <= ExponentialMinusOneF64.ORDINARY)) {
      return Math.copySign(ExponentialF64.scaled(a, 0.0, -1), x);
    }
    double t = Math.fma(a, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double n = t - ExponentialF64.SHIFT;
    double r1 = Math.fma(n, -ExponentialF64.LN2_HIGH, a);
    double w = n * -ExponentialF64.LN2_LOW;
    double r = r1 + w;
    double p = Math.fma(r * 0.5, r, r);
    double s = ExponentialMinusOneF64.powerOfTwo(t);
    double h = s - 1.0;
    double sp = s * p;
    double sum = h + sp;
    double rest = ExponentialMinusOneF64.rest(r, p, (r1 - r) + w);
    double low = Math.fma(s, rest, sp - (sum - h));
    double e = sum + low;
    double eLow = low - (e - sum);
    double y = ((e / (e + 1.0) + eLow) + e) * 0.5;
    return ExponentialMinusOneF64.withSign(y, x);
  }

  static double cosh(double x) {
    double a = Math.abs(x);
    if (!(a <= ExponentialMinusOneF64.ORDINARY)) {
      return ExponentialF64.scaled(a, 0.0, -1);
    }
    double t = Math.fma(a, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double y = ExponentialF64.reduced(t - ExponentialF64.SHIFT, a, 0.0);
    double h = ExponentialF64.scale(y, t) * 0.5;
    return h + 0.25 / h;
  }

  /// The second half is written out, as calls from there would not be inlined, see
  /// [VectorElementary].
  static DoubleVector sinh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector t = a.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    DoubleVector s = ExponentialMinusOneF64.powerOfTwo(t);
    DoubleVector n = t.sub(ExponentialF64.SHIFT);
    DoubleVector r1 = n.lanewise(FMA, -ExponentialF64.LN2_HIGH, a);
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
    DoubleVector y = e.div(e.add(1.0)).add(eLow).add(e).mul(0.5);
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    LongVector bits = y.reinterpretAsLongs().lanewise(OR, sign);
    if (!a.compare(LE, ExponentialMinusOneF64.ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, HyperbolicF64::sinh);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return bits.reinterpretAsDoubles();
  }

  static DoubleVector cosh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector t = a.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    DoubleVector y = ExponentialF64.reduced(t.sub(ExponentialF64.SHIFT), a);
    DoubleVector h = ExponentialF64.scale(y, t).mul(0.5);
    DoubleVector sum = h.broadcast(0.25).div(h).add(h);
    if (!a.compare(LE, ExponentialMinusOneF64.ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, HyperbolicF64::cosh);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return sum;
  }
}
