package dev.dyn.runtime.math;

/// `asin` and `acos` in double precision, for one number; error below 1.5 ulp.
///
/// `asin t = t + t³ p(t²)` for `|t| <= 1/2`; beyond that `asin x = π/2 - 2 asin w` with `w = √((1 -
/// x)/2)`, where the difference is exact and the root is corrected by its remainder.
final class ArcsineF64 {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;

  // Fit of p, relative error 2^-55.9; coefficients.py, family arcsine.
  private static final double A0 = 0.16666666666665408;
  private static final double A1 = 0.07500000000337152;
  private static final double A2 = 0.044642856828203986;
  private static final double A3 = 0.030381959142429096;
  private static final double A4 = 0.022371757912831525;
  private static final double A5 = 0.017359706924197665;
  private static final double A6 = 0.013885213378925666;
  private static final double A7 = 0.012169361050940863;
  private static final double A8 = 0.006527311508096907;
  private static final double A9 = 0.019530127122584225;
  private static final double A10 = -0.01622724259961901;
  private static final double A11 = 0.03191436397893223;

  private ArcsineF64() {}

  static double asin(double x) {
    double a = Math.abs(x);
    if (a <= 0.5) {
      double s = a * a;
      return Math.copySign(Math.fma(a * s, polynomial(s), a), x);
    }
    double z = (1.0 - a) * 0.5;
    double w = Math.sqrt(z);
    double y = (HALF_PI - 2.0 * w) + Math.fma(-2.0, rest(z, w), HALF_PI_LOW);
    return Math.copySign(y, x);
  }

  static double acos(double x) {
    double a = Math.abs(x);
    if (a <= 0.5) {
      double s = x * x;
      double high = HALF_PI - x;
      double low = (HALF_PI - high) - x;
      return high + (low + Math.fma(-x * s, polynomial(s), HALF_PI_LOW));
    }
    double z = (1.0 - a) * 0.5;
    double w = Math.sqrt(z);
    double half = x > 0 ? w + rest(z, w) : (HALF_PI - w) + (HALF_PI_LOW - rest(z, w));
    return 2.0 * half;
  }

  /// `asin(√z) - w` for the rounded root `w`.
  private static double rest(double z, double w) {
    double wLow = z == 0 ? 0.0 : Math.fma(-w, w, z) / (2.0 * w);
    return Math.fma(w * z, polynomial(z), wLow);
  }

  private static double polynomial(double s) {
    double p = Math.fma(s, A11, A10);
    p = Math.fma(p, s, A9);
    p = Math.fma(p, s, A8);
    p = Math.fma(p, s, A7);
    p = Math.fma(p, s, A6);
    p = Math.fma(p, s, A5);
    p = Math.fma(p, s, A4);
    p = Math.fma(p, s, A3);
    p = Math.fma(p, s, A2);
    p = Math.fma(p, s, A1);
    return Math.fma(p, s, A0);
  }
}
