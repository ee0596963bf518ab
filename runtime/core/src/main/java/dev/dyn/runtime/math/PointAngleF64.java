package dev.dyn.runtime.math;

/// `atan2`, the angle of a point, in double precision, for one number; error below 1 ulp.
///
/// As [ArctangentF64] of `|y|/|x|`, but with a single quotient, of which the remainder is kept. The
/// coordinates are scaled so that the greater is near 1 and nothing underflows that matters.
final class PointAngleF64 {
  private PointAngleF64() {}

  static double of(double y, double x) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    double a = Math.abs(y);
    double b = Math.abs(x);
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      // An infinite coordinate counts as 1 beside which finite ones vanish.
      a = Double.isInfinite(a) ? 1.0 : 0.0;
      b = Double.isInfinite(b) ? 1.0 : 0.0;
    }
    boolean left = Double.doubleToRawLongBits(x) < 0;
    if (a == 0) {
      return Math.copySign(left ? Math.PI : 0.0, y);
    }
    int exponent = Math.getExponent(Math.max(a, b));
    double small = Math.scalb(Math.min(a, b), -exponent);
    if (small < 0x1p-70 && a < b && !left) {
      return Math.copySign(a / b, y);
    }
    a = Math.scalb(a, -exponent);
    b = Math.scalb(b, -exponent);
    return Math.copySign(quadrant(a, b, left), y);
  }

  /// The angle of `(b, a)`, or of `(-b, a)` if left, for numbers of which the greater is near 1.
  private static double quadrant(double a, double b, boolean left) {
    boolean far = a > ArctangentF64.TAN_PI_8 * b;
    boolean farther = a > ArctangentF64.TAN_3_PI_8 * b;
    double top = farther ? -b : far ? a - b : a;
    double bottom = farther ? a : far ? a + b : b;
    double topLow = far && !farther ? differenceLow(a, b, top) : 0.0;
    double bottomLow = far && !farther ? -differenceLow(a, -b, bottom) : 0.0;
    double t = top / bottom;
    double remainder = Math.fma(-t, bottom, top) + (topLow + t * bottomLow);
    double tLow = remainder / bottom;
    double s = t * t;
    double eighths = farther ? 2.0 : far ? 1.0 : 0.0;
    double sign = left ? -1.0 : 1.0;
    double turns = left ? 4.0 - eighths : eighths;
    double low = Math.fma(s * t, ArctangentF64.polynomial(s), tLow);
    double high = turns * ArctangentF64.QUARTER_PI;
    double sum = high + sign * t;
    double error = turns == 0 ? 0.0 : sign * t - (sum - high);
    return sum + (error + Math.fma(turns, ArctangentF64.QUARTER_PI_LOW, sign * low));
  }

  /// What `d = a - b` lost by rounding (Knuth 1969), so that `a - b = d + result`.
  private static double differenceLow(double a, double b, double d) {
    double minusB = d - a;
    return (a - (d - minusB)) - (b + minusB);
  }
}
