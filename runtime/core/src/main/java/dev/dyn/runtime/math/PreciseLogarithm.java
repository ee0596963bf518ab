package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.DoubleVector;

/// The natural logarithm as a [Pair], with some 67 correct bits: what powers and the gamma
/// functions need, since they multiply it by as much as 700.
///
/// As in [LogarithmF64], `log(1 + f) = 2s + s z (2/3 + z Q(z))` with `s = f/(2 + f)`, `z = s²`.
/// Here `s`, `z` and `2z/3` are pairs; `z² Q` is below `2⁻¹²` and a double will do.
final class PreciseLogarithm {
  static final double TWO_THIRDS = 0.6666666666666666;
  static final double TWO_THIRDS_LOW = 3.700743415417188e-17;

  // Fit of Q, relative error 2^-73.1 in the logarithm; coefficients.py, family logarithm_pair.
  private static final double Q0 = 0.3999999999999998;
  private static final double Q1 = 0.28571428571443835;
  private static final double Q2 = 0.22222222217791476;
  private static final double Q3 = 0.18181818843794528;
  private static final double Q4 = 0.1538455843848351;
  private static final double Q5 = 0.13336264322572677;
  private static final double Q6 = 0.11675779065279168;
  private static final double Q7 = 0.11981817735527366;

  private PreciseLogarithm() {}

  /// The logarithm of `2^shift (x + xLow)` for a normal `x > 0` and `xLow` below its last place.
  static Pair of(double x, double xLow, double shift) {
    long d = Double.doubleToRawLongBits(x) - LogarithmF64.LEAST + LogarithmF64.BIAS;
    double k = LogarithmF64.exponent(d) + shift;
    double f = LogarithmF64.fraction(d);
    double bottom = f + 2.0;
    double bottomLow = f - (bottom - 2.0);
    double reciprocal = 1.0 / bottom;
    double s = f * reciprocal;
    double sLow = Math.fma(-s, bottomLow, Math.fma(-s, bottom, f)) * reciprocal;
    double z = s * s;
    double zLow = Math.fma(s + s, sLow, Math.fma(s, s, -z));
    double t = z * TWO_THIRDS;
    double tLow = Math.fma(zLow, TWO_THIRDS, Math.fma(z, TWO_THIRDS, -t));
    tLow = Math.fma(z, TWO_THIRDS_LOW, tLow);
    tLow = Math.fma(z * z, polynomial(z), tLow);
    double m = s * t;
    double mLow = Math.fma(s, tLow, Math.fma(s, t, -m));
    mLow = Math.fma(sLow, t, Math.fma(2.0, sLow, mLow));
    double twice = s + s;
    double h = twice + m;
    double hLow = (m - (h - twice)) + mLow;
    double power = k * LogarithmF64.LN2_HIGH;
    double sum = power + h;
    double sumLow = (h - (sum - power)) + Math.fma(k, LogarithmF64.LN2_LOW, hLow);
    return new Pair(sum, sumLow + xLow / x);
  }

  /// The logarithm of any finite `x > 0`.
  static Pair of(double x) {
    return x < Double.MIN_NORMAL ? of(x * 0x1p54, 0.0, -54.0) : of(x, 0.0, 0.0);
  }

  private static double polynomial(double z) {
    double q = Math.fma(z, Q7, Q6);
    q = Math.fma(q, z, Q5);
    q = Math.fma(q, z, Q4);
    q = Math.fma(q, z, Q3);
    q = Math.fma(q, z, Q2);
    q = Math.fma(q, z, Q1);
    return Math.fma(q, z, Q0);
  }

  static DoubleVector polynomial(DoubleVector z) {
    return z.fma(Q7, Q6)
        .lanewise(FMA, z, Q5)
        .lanewise(FMA, z, Q4)
        .lanewise(FMA, z, Q3)
        .lanewise(FMA, z, Q2)
        .lanewise(FMA, z, Q1)
        .lanewise(FMA, z, Q0);
  }
}
