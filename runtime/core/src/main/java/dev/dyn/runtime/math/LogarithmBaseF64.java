package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// `log2` and `log10` in double precision, for one number and for a vector; error below 0.9 ulp.
///
/// With `x = 2ᵏ (1 + f)` as in [LogarithmF64] the result is `k log_b 2 + f/ln b + (log(1 + f) -
/// f)/ln b`; the second term is taken with its rounding error. Whole powers of the base give whole
/// numbers.
final class LogarithmBaseF64 {
  private static final double INVERSE_LN2 = 1.4426950408889634;
  private static final double INVERSE_LN2_LOW = 2.0355273740931033e-17;
  private static final double INVERSE_LN10 = 0.4342944819032518;
  private static final double INVERSE_LN10_LOW = 1.098319650216765e-17;

  /// `log10 2` in 42 bits, so that `k` times it is exact, and the rest.
  private static final double LOG10_2_HIGH = 0x1.34413509f7800p-2;

  private static final double LOG10_2_LOW = 2.8363394551044964e-14;

  private LogarithmBaseF64() {}

  static double log2(double x) {
    return of(x, 1.0, 0.0, INVERSE_LN2, INVERSE_LN2_LOW);
  }

  static double log10(double x) {
    return of(x, LOG10_2_HIGH, LOG10_2_LOW, INVERSE_LN10, INVERSE_LN10_LOW);
  }

  private static double of(double x, double two, double twoLow, double unit, double unitLow) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return LogarithmF64.of(x);
    }
    boolean subnormal = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(subnormal ? x * 0x1p54 : x);
    long d = bits - LogarithmF64.LEAST + LogarithmF64.BIAS;
    double k = LogarithmF64.exponent(d) - (subnormal ? 54.0 : 0.0);
    double f = LogarithmF64.fraction(d);
    double p = f * unit;
    double pLow = Math.fma(f, unit, -p);
    double high = k * two;
    double sum = high + p;
    double low = Math.fma(k, twoLow, p - (sum - high));
    return low + Math.fma(LogarithmF64.tail(f), unit, Math.fma(f, unitLow, pLow)) + sum;
  }

  static DoubleVector log2(DoubleVector x) {
    VectorMask<Long> normal = LogarithmF64.isNormal(x.reinterpretAsLongs());
    DoubleVector y = ofNormal(x, 1.0, 0.0, INVERSE_LN2, INVERSE_LN2_LOW);
    if (!normal.allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmBaseF64::log2);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  static DoubleVector log10(DoubleVector x) {
    VectorMask<Long> normal = LogarithmF64.isNormal(x.reinterpretAsLongs());
    DoubleVector y = ofNormal(x, LOG10_2_HIGH, LOG10_2_LOW, INVERSE_LN10, INVERSE_LN10_LOW);
    if (!normal.allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmBaseF64::log10);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  private static DoubleVector ofNormal(
      DoubleVector x, double two, double twoLow, double unit, double unitLow) {
    LongVector d = x.reinterpretAsLongs().add(LogarithmF64.BIAS - LogarithmF64.LEAST);
    DoubleVector k = LogarithmF64.exponent(d);
    DoubleVector f = LogarithmF64.fraction(d);
    DoubleVector tail = LogarithmF64.tail(f);
    DoubleVector p = f.mul(unit);
    DoubleVector pLow = f.lanewise(FMA, unit, p.neg());
    DoubleVector high = k.mul(two);
    DoubleVector sum = high.add(p);
    DoubleVector low = k.lanewise(FMA, twoLow, p.sub(sum.sub(high)));
    return tail.lanewise(FMA, unit, f.lanewise(FMA, unitLow, pLow)).add(low).add(sum);
  }
}
