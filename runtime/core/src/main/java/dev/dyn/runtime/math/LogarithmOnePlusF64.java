package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// `log1p` in double precision, for one number and for a vector; error below 1 ulp.
///
/// With `u = 1 + x` rounded and `c` its rounding error, `log(1 + x) = log u + c/u` up to terms of
/// order `(c/u)²`; `log u` as in [LogarithmF64].
final class LogarithmOnePlusF64 {
  /// From here on `1 + x` might overflow by rounding.
  private static final double HUGE = 0x1p1023;

  private LogarithmOnePlusF64() {}

  static double of(double x) {
    if (!(x > -1.0 && x < HUGE)) {
      return x >= HUGE || x == -1.0 ? LogarithmF64.of(x + 1.0) : Double.NaN;
    }
    double u = x + 1.0;
    double one = u - x;
    double c = (1.0 - one) + (x - (u - one));
    long d = Double.doubleToRawLongBits(u) - LogarithmF64.LEAST + LogarithmF64.BIAS;
    double k = LogarithmF64.exponent(d);
    double f = LogarithmF64.fraction(d);
    double high = k * LogarithmF64.LN2_HIGH;
    double sum = high + f;
    double low = f - (sum - high);
    double small = Math.fma(k, LogarithmF64.LN2_LOW, low) + LogarithmF64.tail(f);
    return ExponentialMinusOneF64.withSign((small + c / u) + sum, x);
  }

  static DoubleVector of(DoubleVector x) {
    DoubleVector u = x.add(1.0);
    LongVector d = u.reinterpretAsLongs().add(LogarithmF64.BIAS - LogarithmF64.LEAST);
    DoubleVector k = LogarithmF64.exponent(d);
    DoubleVector f = LogarithmF64.fraction(d);
    DoubleVector tail = LogarithmF64.tail(f);
    DoubleVector one = u.sub(x);
    DoubleVector c = one.neg().add(1.0).add(x.sub(u.sub(one)));
    DoubleVector high = k.mul(LogarithmF64.LN2_HIGH);
    DoubleVector sum = high.add(f);
    DoubleVector low = f.sub(sum.sub(high));
    DoubleVector small = k.lanewise(FMA, LogarithmF64.LN2_LOW, low).add(tail);
    LongVector sign = x.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
    LongVector y = small.add(c.div(u)).add(sum).reinterpretAsLongs().lanewise(OR, sign);
    if (!x.compare(GT, -1.0).and(x.compare(LT, HUGE)).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmOnePlusF64::of);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsDoubles();
  }
}
