package dev.dyn.runtime.math;

/// `erf` and `erfc` in double precision, for one number; error below 1.5 and 2 ulp.
///
/// `erf x = x + x p(x²)` for `|x| <= 1/2`. Beyond, `erfc x = exp(-x²) q(u)/(1 + 2x)` with `u = (x -
/// 3)/(x + 3)`, which varies by a quarter only over the whole range (Shepherd & Laframboise 1981);
/// the square, `q` and the quotient carry their rounding errors.
final class ErrorFunctionF64 {
  /// Beyond this `erfc` is zero.
  private static final double ZERO_FROM = 27.3;

  /// Beyond this `erf` rounds to 1.
  static final double ONE_FROM = 6.0;

  // Fit of p, relative error 2^-56.3; coefficients.py, family error.
  static final double E0 = 0.1283791670955126;
  static final double E1 = -0.3761263890318455;
  static final double E2 = 0.11283791671039069;
  static final double E3 = -0.026866170679289193;
  static final double E4 = 0.00522397832220609;
  static final double E5 = -0.0008548406886872097;
  static final double E6 = 0.00012060709221235728;
  static final double E7 = -1.513635138680674e-05;
  static final double E8 = 2.0899178412072926e-06;
  static final double E9 = -5.467434945154359e-07;

  // Fit of q, relative error 2^-54.5, lowest power first; its value at 0 in two parts.
  static final double C0 = 1.2530080582697296;
  static final double C0_LOW = 4.5276203702746546e-17;
  static final double C1 = -0.13562110612458117;
  static final double C2 = -0.04756229435343375;
  static final double C3 = 0.1296451587027575;
  static final double C4 = -0.11927366341638325;
  static final double C5 = 0.06830802734424887;
  static final double C6 = -0.02377051489219777;
  static final double C7 = 0.002529391807851575;
  static final double C8 = 0.0018886900264076336;
  static final double C9 = -0.0007798321511336265;
  static final double C10 = -0.00010515737179302936;
  static final double C11 = 0.00012509835705465128;
  static final double C12 = 4.93855641494234e-06;
  static final double C13 = -2.0095671588477298e-05;
  static final double C14 = -7.004433903010768e-07;
  static final double C15 = 3.457668928182233e-06;
  static final double C16 = 3.0150781960578503e-07;
  static final double C17 = -5.899035585443885e-07;
  static final double C18 = -8.26052639699324e-08;
  static final double C19 = 7.471097353367916e-08;
  static final double C20 = 7.911666172341363e-09;
  static final double C21 = -7.832366577005981e-10;

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
    double p = Math.fma(u, C21, C20);
    p = Math.fma(p, u, C19);
    p = Math.fma(p, u, C18);
    p = Math.fma(p, u, C17);
    p = Math.fma(p, u, C16);
    p = Math.fma(p, u, C15);
    p = Math.fma(p, u, C14);
    p = Math.fma(p, u, C13);
    p = Math.fma(p, u, C12);
    p = Math.fma(p, u, C11);
    p = Math.fma(p, u, C10);
    p = Math.fma(p, u, C9);
    p = Math.fma(p, u, C8);
    p = Math.fma(p, u, C7);
    p = Math.fma(p, u, C6);
    p = Math.fma(p, u, C5);
    p = Math.fma(p, u, C4);
    p = Math.fma(p, u, C3);
    p = Math.fma(p, u, C2);
    p = Math.fma(p, u, C1);
    double q = Math.fma(u, p, C0);
    double qLow = Math.fma(u, p, C0 - q) + C0_LOW;
    double d = Math.fma(2.0, x, 1.0);
    double dLow = Math.fma(2.0, x, 1.0 - d);
    double reciprocal = 1.0 / d;
    double high = q * reciprocal;
    double low = Math.fma(-high, dLow, Math.fma(-high, d, q) + qLow) * reciprocal;
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
