package dev.dyn.runtime.math;

/// `cbrt` and `hypot` in double precision, for one number; error below 0.7 and 1 ulp.
final class RootF64 {
  /// Makes a third of the bits of a number those of its cube root, within 5 percent (Kahan 1991).
  private static final long THIRD = 0x2a9f7893782da1ceL;

  private RootF64() {}

  /// The cube root: two steps of Halley's method, then one of Newton's with an accurate remainder.
  static double cbrt(double x) {
    double a = Math.abs(x);
    if (a == 0 || !(a < Double.POSITIVE_INFINITY)) {
      return x;
    }
    // Subnormal and huge numbers go to where cubes neither lose bits nor overflow.
    if (a < 0x1p-900) {
      return cbrt(x * 0x1p300) * 0x1p-100;
    }
    if (a > 0x1p900) {
      return cbrt(x * 0x1p-300) * 0x1p100;
    }
    double t = Double.longBitsToDouble(Double.doubleToRawLongBits(a) / 3 + THIRD);
    t = halley(t, a);
    t = halley(t, a);
    double square = t * t;
    double squareLow = Math.fma(t, t, -square);
    double cube = square * t;
    double cubeLow = Math.fma(square, t, -cube) + squareLow * t;
    return Math.copySign(t - ((cube - a) + cubeLow) / (3.0 * square), x);
  }

  private static double halley(double t, double a) {
    double cube = t * t * t;
    return t * ((cube + 2.0 * a) / (2.0 * cube + a));
  }

  /// `√(x² + y²)` without overflow or underflow of the squares, and with the rounding errors of the
  /// squares and of the root made up for (Borges 2020, fused form).
  static double hypot(double x, double y) {
    double a = Math.abs(x);
    double b = Math.abs(y);
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      return Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.NaN;
    }
    double large = Math.max(a, b);
    double small = Math.min(a, b);
    if (small <= large * 0x1p-54) {
      return large + small;
    }
    if (large > 0x1p510) {
      return scaledHypot(large * 0x1p-600, small * 0x1p-600) * 0x1p600;
    }
    if (small < 0x1p-450) {
      return scaledHypot(large * 0x1p600, small * 0x1p600) * 0x1p-600;
    }
    return scaledHypot(large, small);
  }

  private static double scaledHypot(double large, double small) {
    double h = Math.sqrt(Math.fma(large, large, small * small));
    double square = h * h;
    double squareOfLarge = large * large;
    double excess =
        Math.fma(-small, small, square - squareOfLarge)
            + Math.fma(h, h, -square)
            - Math.fma(large, large, -squareOfLarge);
    return h - excess / (2.0 * h);
  }
}
