package dev.dyn.runtime.math;

/// `pow` in double precision, for one number; error below 1 ulp.
///
/// `x^y = exp(y log x)`, where the logarithm and its product with `y` are pairs of doubles. The
/// exceptions are those of C99, which differ from Java's in that `1^y` and `(-1)^±∞` are 1.
final class PowerF64 {
  private PowerF64() {}

  static double of(double x, double y) {
    if (y == 0 || x == 1) {
      return 1.0;
    }
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    if (Double.isInfinite(y)) {
      double a = Math.abs(x);
      return a == 1 ? 1.0 : (a > 1) == (y > 0) ? Double.POSITIVE_INFINITY : 0.0;
    }
    boolean negative = Double.doubleToRawLongBits(x) < 0;
    boolean odd = negative && isOdd(y);
    double a = Math.abs(x);
    if (a == 0 || Double.isInfinite(a)) {
      double size = (a == 0) == (y > 0) ? 0.0 : Double.POSITIVE_INFINITY;
      return odd ? -size : size;
    }
    if (negative && y != Math.rint(y)) {
      return Double.NaN;
    }
    double size = positive(a, y);
    return odd ? -size : size;
  }

  private static boolean isOdd(double y) {
    return y == Math.rint(y) && Math.abs(y) < 0x1p53 && ((long) y & 1) != 0;
  }

  /// `x^y` for finite `x > 0` and finite `y`.
  private static double positive(double x, double y) {
    Pair log = PreciseLogarithm.of(x);
    double p = y * log.high();
    if (!(Math.abs(p) <= ExponentialF64.ORDINARY)) {
      // The low part of a product that over- or underflows would not be a number.
      boolean extreme = Math.abs(p) > 800;
      return ExponentialF64.scaled(p, extreme ? 0.0 : low(log, y, p), 0);
    }
    double t = Math.fma(p, ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
    double n = t - ExponentialF64.SHIFT;
    return ExponentialF64.scale(ExponentialF64.reduced(n, p, low(log, y, p)), t);
  }

  private static double low(Pair log, double y, double p) {
    return Math.fma(y, log.low(), Math.fma(y, log.high(), -p));
  }
}
