package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/// The logistic function `1/(1 + exp(-x))` in double precision; error below 1.4 ulp.
///
/// With `z = exp(-|x|) <= 1` it is `1/(1 + z)`, or `z/(1 + z)` for negative arguments: nothing
/// overflows, and small results keep their relative precision.
final class SigmoidF64 {
  private SigmoidF64() {}

  static double of(double x) {
    double a = Math.abs(x);
    if (!(a <= ExponentialF64.ORDINARY)) {
      return Double.isNaN(x) ? x : x < 0 ? ExponentialF64.of(x) : 1.0;
    }
    double y = -a;
    double t = Math.fma(y, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double z = ExponentialF64.reduced(t - ExponentialF64.SHIFT, y, 0.0);
    z = ExponentialF64.scale(z, t);
    return quotient(x < 0 ? z : 1.0, z);
  }

  /// `p/(1 + z)` without the rounding error of the denominator.
  private static double quotient(double p, double z) {
    double d = z + 1.0;
    double dLow = z - (d - 1.0);
    double reciprocal = 1.0 / d;
    double q = p * reciprocal;
    return Math.fma(Math.fma(-q, dLow, Math.fma(-q, d, p)), reciprocal, q);
  }

  static DoubleVector of(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector y = a.neg();
    DoubleVector t = y.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    DoubleVector z = ExponentialF64.reduced(t.sub(ExponentialF64.SHIFT), y);
    z = ExponentialF64.scale(z, t);
    DoubleVector result = quotient(z.blend(1.0, x.compare(LT, 0.0).not()), z);
    if (!a.compare(LE, ExponentialF64.ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, SigmoidF64::of);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return result;
  }

  private static DoubleVector quotient(DoubleVector p, DoubleVector z) {
    DoubleVector d = z.add(1.0);
    DoubleVector dLow = z.sub(d.sub(1.0));
    DoubleVector reciprocal = d.broadcast(1.0).div(d);
    DoubleVector q = p.mul(reciprocal);
    DoubleVector minus = q.neg();
    return minus.fma(dLow, minus.fma(d, p)).fma(reciprocal, q);
  }
}
