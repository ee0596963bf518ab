package dev.dyn.runtime.math;

/// Reduction of large angles to `[-π/4, π/4]`, exact for every double (Payne & Hanek 1983).
///
/// Only the bits of `2/π` that can influence the quarter turn and the first 190 bits of the
/// fraction are multiplied with the 53 bits of the argument. No double comes closer than `2⁻⁶²`
/// (relative to a quarter turn) to a multiple of π/2, so more than 120 good bits remain.
final class LargeAngle {
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_LOW = 6.123233995736766e-17;

  /// The bits of `2/π` after the binary point; the leading word is zero so that a window may begin
  /// before the point.
  private static final long[] TWO_OVER_PI = {
    0x0000000000000000L,
    0xa2f9836e4e441529L,
    0xfc2757d1f534ddc0L,
    0xdb6295993c439041L,
    0xfe5163abdebbc561L,
    0xb7246e3a424dd2e0L,
    0x06492eea09d1921cL,
    0xfe1deb1cb129a73eL,
    0xe88235f52ebb4484L,
    0xe99c7026b45f7e41L,
    0x3991d639835339f4L,
    0x9c845f8bbdf9283bL,
    0x1ff897ffde05980fL,
    0xef2f118b5a0a6d1fL,
    0x6d367ecf27cb09b7L,
    0x4f463f669e5fea2dL,
    0x7527bac7ebe5f17bL,
    0x3d0739f78a5292eaL,
    0x6bfb5fb11f8d5d08L,
    0x56033046fc7b6babL,
    0xf0cfbc209af4361dL,
  };

  private LargeAngle() {}

  /// An angle: `quarter` quarter turns (modulo 4) and the remainder `r + e`.
  record Remainder(int quarter, double r, double e) {}

  static double sin(double x) {
    if (!Double.isFinite(x)) {
      return Double.NaN;
    }
    Remainder m = reduce(Math.abs(x));
    double y = sine(m, m.quarter);
    return x < 0 ? -y : y;
  }

  static double cos(double x) {
    if (!Double.isFinite(x)) {
      return Double.NaN;
    }
    Remainder m = reduce(Math.abs(x));
    return sine(m, m.quarter + 1);
  }

  private static double sine(Remainder m, int quarter) {
    double r = m.r;
    double e = m.e;
    if ((quarter & 1) != 0) {
      // cos r = sin(π/2 - |r|)
      double a = Math.abs(r);
      double low = r < 0 ? -e : e;
      r = HALF_PI - a;
      e = ((HALF_PI - r) - a) + (HALF_PI_LOW - low);
    }
    double y = SineF64.kernel(r, e);
    return (quarter & 2) == 0 ? y : -y;
  }

  /// Reduces a finite `x >= 2`.
  static Remainder reduce(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - 1075;
    long m = (bits & 0x000fffffffffffffL) | 0x0010000000000000L;
    int start = exponent - 2 + 64;
    long w2 = window(start);
    long w1 = window(start + 64);
    long w0 = window(start + 128);
    // p = m w modulo 2^192: two bits of quarter turns, then 190 bits of fraction
    long p0 = m * w0;
    long carry = Math.unsignedMultiplyHigh(m, w0);
    long low = m * w1;
    long p1 = low + carry;
    carry = Math.unsignedMultiplyHigh(m, w1) + (Long.compareUnsigned(p1, low) < 0 ? 1 : 0);
    long p2 = m * w2 + carry;
    int quarter = (int) (p2 >>> 62);
    long f2 = p2 << 2 | p1 >>> 62;
    long f1 = p1 << 2 | p0 >>> 62;
    long f0 = p0 << 2;
    boolean negative = f2 < 0;
    if (negative) {
      quarter++;
      f0 = -f0;
      f1 = ~f1 + (f0 == 0 ? 1 : 0);
      f2 = ~f2 + (f0 == 0 && f1 == 0 ? 1 : 0);
    }
    return remainder(quarter & 3, negative, f2, f1, f0);
  }

  /// Turns the fraction `f2:f1:f0` of a quarter turn into an angle of two doubles.
  private static Remainder remainder(int quarter, boolean negative, long f2, long f1, long f0) {
    int zeros = Long.numberOfLeadingZeros(f2);
    if (zeros > 0 && zeros < 64) {
      f2 = f2 << zeros | f1 >>> (64 - zeros);
      f1 = f1 << zeros | f0 >>> (64 - zeros);
    }
    if (zeros == 64) {
      f2 = f1;
      f1 = f0;
    }
    double high = (f2 >>> 11) * 0x1p-53;
    double low = ((f2 & 0x7ffL) << 42 | f1 >>> 22) * 0x1p-106;
    double scale = ExponentialF64.powerOfTwo(-zeros) * (negative ? -1.0 : 1.0);
    double r = high * HALF_PI;
    double e = Math.fma(high, HALF_PI, -r) + Math.fma(high, HALF_PI_LOW, low * HALF_PI);
    return new Remainder(quarter, r * scale, e * scale);
  }

  /// The 64 bits of the table that begin at bit `start`.
  private static long window(int start) {
    int word = start >> 6;
    int shift = start & 63;
    long high = TWO_OVER_PI[word] << shift;
    return shift == 0 ? high : high | TWO_OVER_PI[word + 1] >>> (64 - shift);
  }
}
