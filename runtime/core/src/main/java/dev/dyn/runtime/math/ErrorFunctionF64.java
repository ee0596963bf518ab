package dev.dyn.runtime.math;

/// `erf` and `erfc` in double precision, for one number; error below 1.5 and 2 ulp.
///
/// `erf x = x + x p(x²)` for `|x| <= 1/2`. Beyond, `erfc x = exp(-x²) q(u)/(1 + 2x)` with
/// `u = (x - 3)/(x + 3)`, which varies by a quarter only over the whole range (Shepherd & Laframboise
/// 1981); the square, `q` and the quotient carry their rounding errors.
final class ErrorFunctionF64 {
  /// Beyond this `erfc` is zero.
  private static final double ZERO_FROM = 27.3;

  /// Beyond this `erf` rounds to 1.
  private static final double ONE_FROM = 6.0;

  // Fit of p, relative error 2^-56.3; coefficients.py, family error.
  private static final double E0 = 0.1283791670955126;
  private static final double E1 = -0.3761263890318455;
  private static final double E2 = 0.11283791671039069;
  private static final double E3 = -0.026866170679289193;
  private static final double E4 = 0.00522397832220609;
  private static final double E5 = -0.0008548406886872097;
  private static final double E6 = 0.00012060709221235728;
  private static final double E7 = -1.513635138680674e-05;
  private static final double E8 = 2.0899178412072926e-06;
  private static final double E9 = -5.467434945154359e-07;

  // Fit of q, relative error 2^-54.5, lowest power first; its value at 0 in two parts.
  private static final double C0 = 1.2530080582697296;
  private static final double C0_LOW = 4.5276203702746546e-17;
  private static final double[] C = {
    -0.13562110612458117,
    -0.04756229435343375,
    0.1296451587027575,
    -0.11927366341638325,
    0.06830802734424887,
    -0.02377051489219777,
    0.002529391807851575,
    0.0018886900264076336,
    -0.0007798321511336265,
    -0.00010515737179302936,
    0.00012509835705465128,
    4.93855641494234e-06,
    -2.0095671588477298e-05,
    -7.004433903010768e-07,
    3.457668928182233e-06,
    3.0150781960578503e-07,
    -5.899035585443885e-07,
    -8.26052639699324e-08,
    7.471097353367916e-08,
    7.911666172341363e-09,
    -7.832366577005981e-10,
  };

  private ErrorFunctionF64() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a <= 0.5) {
      return Math.fma(x, nearZero(x * x), x);
    }
    if (a > ONE_FROM) {
      return Math.copySign(1.0, x);
    }
    return Math.copySign(1.0 - tail(a), x);
  }

  static double erfc(double x) {
    if (Math.abs(x) <= 0.5) {
      return 1.0 - Math.fma(x, nearZero(x * x), x);
    }
    if (x < 0) {
      return x < -ONE_FROM ? 2.0 : 2.0 - tail(-x);
    }
    return x > ZERO_FROM ? 0.0 : tail(x);
  }

  private static double nearZero(double s) {
    double p = Math.fma(s, E9, E8);
    p = Math.fma(p, s, E7);
    p = Math.fma(p, s, E6);
    p = Math.fma(p, s, E5);
    p = Math.fma(p, s, E4);
    p = Math.fma(p, s, E3);
    p = Math.fma(p, s, E2);
    p = Math.fma(p, s, E1);
    return Math.fma(p, s, E0);
  }

  /// `erfc x` for `1/2 < x <= ZERO_FROM`, or NaN.
  private static double tail(double x) {
    double u = (x - 3.0) / (x + 3.0);
    double p = C[C.length - 1];
    for (int i = C.length - 2; i >= 0; i--) {
      p = Math.fma(p, u, C[i]);
    }
    double q = Math.fma(u, p, C0);
    double qLow = Math.fma(u, p, C0 - q) + C0_LOW;
    double d = Math.fma(2.0, x, 1.0);
    double dLow = Math.fma(2.0, x, 1.0 - d);
    double high = q / d;
    double low = (Math.fma(-high, d, q) + (qLow - high * dLow)) / d;
    double square = x * x;
    double squareLow = Math.fma(x, x, -square);
    double n = Math.fma(-square, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    n -= ExponentialF64.SHIFT;
    double e = ExponentialF64.reduced(n, -square, -squareLow);
    int whole = (int) n;
    int half = whole >> 1;
    return Math.fma(e, high, e * low)
        * ExponentialF64.powerOfTwo(half)
        * ExponentialF64.powerOfTwo(whole - half);
  }
}
