package dev.dyn.runtime.math;

/// `gamma` and `lgamma` in double precision, for one number; error below 1 and 2 ulp where the
/// function is well-conditioned, and below `10⁻¹⁶` in absolute terms at the negative zeros of
/// `lgamma`.
///
/// The logarithm of Γ is found as a [Pair]: by a fit about 2, by the recurrence down to there, or
/// by Stirling's series (with coefficients `B₂ₖ/(2k (2k - 1))`); for negative arguments by Euler's
/// reflection `Γ(x) Γ(-x) = -π/(x sin πx)`. Γ itself is the exponential of the pair.
final class GammaF64 {
  static final Pair PI = new Pair(3.141592653589793, 1.2246467991473532e-16);
  private static final Pair LOG_PI = new Pair(1.1447298858494002, 1.0265951162707826e-17);
  private static final Pair HALF_LOG_TWO_PI = new Pair(0.9189385332046728, -3.8782941580672414e-17);

  /// Below this the argument does not differ from zero but for `1/x`.
  static final double TINY = 0x1p-60;

  /// From here on ten terms of the series are exact to `10⁻¹⁹`.
  private static final double STIRLING_FROM = 10.0;

  private static final double LOG_OVERFLOW = 2.5e305;
  private static final double GAMMA_OVERFLOW = 171.7;
  private static final double GAMMA_UNDERFLOW = -186.0;

  /// Below this factorials are exact doubles.
  private static final double EXACT_BELOW = 23.0;

  // lgamma(2 + t) = t (G0 + t p(t)), relative error 2^-56.0; coefficients.py, family log_gamma.
  private static final double G0 = 0.42278433509846713;
  private static final double G0_LOW = 4.942915152430645e-18;
  private static final double[] G = {
    0.3224670334241132,
    -0.06735230105319492,
    0.020580808427789473,
    -0.0073855510290096365,
    0.0028905103303200376,
    -0.0011927538980374625,
    0.0005096695402577915,
    -0.00022315503696275127,
    9.945721350627873e-05,
    -4.492305383662657e-05,
    2.0510532667422633e-05,
    -9.460780992456225e-06,
    4.352912201638911e-06,
    -1.9568158017899223e-06,
    1.0407544278481983e-06,
    -6.179305738967527e-07,
    2.949112369761661e-08,
    3.230486525698553e-08,
    2.1578287414612347e-07,
  };

  private static final double[] STIRLING = {
    0.08333333333333333,
    -0.002777777777777778,
    0.0007936507936507937,
    -0.0005952380952380953,
    0.0008417508417508417,
    -0.0019175269175269176,
    0.00641025641025641,
    -0.029550653594771242,
    0.17964437236883057,
    -1.3924322169059011,
  };

  private GammaF64() {}

  static double gamma(double x) {
    if (Math.abs(x) < TINY) {
      return 1.0 / x;
    }
    if (x != x || x > GAMMA_OVERFLOW) {
      return x > 0 ? Double.POSITIVE_INFINITY : x;
    }
    if (x == Math.rint(x)) {
      if (x < 0) {
        return Double.NaN;
      }
      if (x <= EXACT_BELOW) {
        return factorialBelow(x);
      }
    }
    boolean negative = x < 0 && (Math.floor(x) * 0.5) != Math.rint(Math.floor(x) * 0.5);
    if (x < GAMMA_UNDERFLOW) {
      return negative ? -0.0 : 0.0;
    }
    Pair log = logarithm(x);
    double size = ExponentialF64.scaled(log.high(), log.low(), 0);
    return negative ? -size : size;
  }

  private static double factorialBelow(double x) {
    double product = 1.0;
    for (double k = 2.0; k < x; k++) {
      product *= k;
    }
    return product;
  }

  static double lgamma(double x) {
    double a = Math.abs(x);
    if (x != x) {
      return x;
    }
    if (x == 0 || a > LOG_OVERFLOW || (x < 0 && x == Math.rint(x))) {
      return Double.POSITIVE_INFINITY;
    }
    return a < TINY ? -LogarithmF64.of(a) : logarithm(x).value();
  }

  /// `log|Γ(x)|` for a finite `|x| >= TINY` that is no pole.
  private static Pair logarithm(double x) {
    if (x > 0) {
      return positive(x);
    }
    Pair product = sinePi(Math.abs(x - Math.rint(x))).times(new Pair(-x, 0.0));
    Pair log = PreciseLogarithm.of(product.high(), product.low(), 0.0);
    return LOG_PI.minus(log).minus(positive(-x));
  }

  /// `sin πf` for `|f| <= 1/2`.
  static Pair sinePi(double f) {
    Pair r = PI.times(new Pair(f, 0.0));
    return SineF64.pair(r.high(), r.low());
  }

  private static Pair positive(double x) {
    if (x >= STIRLING_FROM) {
      return stirling(x);
    }
    if (x < 0.5) {
      // Γ(x) = Γ(2 + x)/(x (1 + x))
      double product = Math.fma(x, x, x);
      double low = Math.fma(x, x, x - product);
      return nearTwo(x).minus(PreciseLogarithm.of(product, low, 0.0));
    }
    if (x < 1.5) {
      return nearTwo(x - 1.0).minus(PreciseLogarithm.of(x));
    }
    Pair product = new Pair(1.0, 0.0);
    double y = x;
    while (y >= 2.5) {
      y -= 1.0;
      product = product.times(new Pair(y, 0.0));
    }
    Pair rest = nearTwo(y - 2.0);
    Pair log = PreciseLogarithm.of(product.high(), product.low(), 0.0);
    return product.high() == 1 ? rest : log.plus(rest);
  }

  /// `log Γ(2 + t)` for `|t| <= 1/2`.
  private static Pair nearTwo(double t) {
    double p = G[G.length - 1];
    for (int i = G.length - 2; i >= 0; i--) {
      p = Math.fma(p, t, G[i]);
    }
    Pair first = Pair.product(t, G0);
    Pair sum = Pair.sum(first.high(), t * Math.fma(t, p, G0_LOW));
    return Pair.ofOrdered(sum.high(), sum.low() + first.low());
  }

  private static Pair stirling(double x) {
    double r = 1.0 / x;
    double s = r * r;
    double p = STIRLING[STIRLING.length - 1];
    for (int i = STIRLING.length - 2; i >= 0; i--) {
      p = Math.fma(p, s, STIRLING[i]);
    }
    Pair main = PreciseLogarithm.of(x).times(new Pair(x - 0.5, 0.0)).minus(new Pair(x, 0.0));
    return main.plus(HALF_LOG_TWO_PI).plus(new Pair(p * r, 0.0));
  }
}
