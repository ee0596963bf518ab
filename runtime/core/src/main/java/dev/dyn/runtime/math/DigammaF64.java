package dev.dyn.runtime.math;

/// `digamma`, the derivative of `lgamma`, in double precision, for one number; error below 1 ulp
/// where the function is well-conditioned, and below `10⁻¹⁶` in absolute terms near its zeros.
///
/// Up the recurrence `ψ(x) = ψ(x + 1) - 1/x` to 10, then the asymptotic series (with coefficients
/// `B₂ₖ/(2k)`); for negative arguments by the reflection `ψ(x) = ψ(-x) - 1/x - π cot πx`. The large
/// terms are pairs of doubles.
final class DigammaF64 {
  private static final Pair ONE = new Pair(1.0, 0.0);
  private static final double SERIES_FROM = 10.0;

  /// From here on the result is that of the logarithm.
  private static final double LOGARITHM_FROM = 0x1p60;

  private static final double[] SERIES = {
    0.08333333333333333,
    -0.008333333333333333,
    0.003968253968253968,
    -0.004166666666666667,
    0.007575757575757576,
    -0.021092796092796094,
    0.08333333333333333,
    -0.4432598039215686,
    3.0539543302701198,
    -26.456212121212122,
  };

  private DigammaF64() {}

  static double of(double x) {
    if (Math.abs(x) < GammaF64.TINY) {
      return -1.0 / x;
    }
    if (x > 0) {
      return x > LOGARITHM_FROM ? LogarithmF64.of(x) : positive(x).value();
    }
    double f = x - Math.rint(x);
    // Poles, minus infinity and NaN.
    if (!(f != 0)) {
      return Double.NaN;
    }
    Pair reflected = positive(-x).minus(ONE.over(new Pair(x, 0.0)));
    return reflected.minus(cotangentPi(f).times(GammaF64.PI)).value();
  }

  /// `cot πf` for `|f| <= 1/2`.
  private static Pair cotangentPi(double f) {
    double a = Math.abs(f);
    double h = 0.5 - a;
    double hLow = (0.5 - h) - a;
    Pair r = GammaF64.PI.times(new Pair(h, hLow));
    Pair cosine = SineF64.pair(r.high(), r.low());
    Pair quotient = cosine.over(GammaF64.sinePi(a));
    return f < 0 ? new Pair(-quotient.high(), -quotient.low()) : quotient;
  }

  private static Pair positive(double x) {
    Pair y = new Pair(x, 0.0);
    Pair reciprocals = new Pair(0.0, 0.0);
    while (y.high() < SERIES_FROM) {
      reciprocals = reciprocals.plus(ONE.over(y));
      y = y.plus(ONE);
    }
    Pair r = ONE.over(y);
    double s = r.high() * r.high();
    double p = SERIES[SERIES.length - 1];
    for (int i = SERIES.length - 2; i >= 0; i--) {
      p = Math.fma(p, s, SERIES[i]);
    }
    Pair half = new Pair(0.5 * r.high(), 0.5 * r.low());
    Pair log = PreciseLogarithm.of(y.high(), y.low(), 0.0);
    return log.minus(half).minus(new Pair(p * s, 0.0)).minus(reciprocals);
  }
}
