package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ULT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/// `log` in double precision, for one number and for a vector; error below 0.8 ulp.
///
/// `x = 2ᵏ (1 + f)` with `√½ <= 1 + f < √2`; with `s = f/(2 + f)`, `log(1 + f) = 2 atanh(s) = f -
/// f²/2 + s (f²/2 + R(s²))`, a form in which the largest terms have no rounding error (Ng 1986, as
/// in the Sun C library). Unlike there, the rounding error of `k ln 2 + f` is carried along, since
/// `f` may be half as large as the result.
final class LogarithmF64 {
  /// The bits of `√½`, the least mantissa.
  static final long LEAST = 0x3fe6a09e667f3bcdL;

  /// Makes the exponent field of the difference to [#LEAST] non-negative for all finite numbers.
  static final long BIAS = 2048L << 52;

  static final long MANTISSA = 0x000fffffffffffffL;
  static final long TWO_52 = 0x4330000000000000L;

  /// What `2⁵² | k + 2048` exceeds `k` by.
  static final double OFFSET = 0x1p52 + 2048;

  static final long LEAST_NORMAL = 0x0010000000000000L;
  static final long INFINITY = 0x7ff0000000000000L;

  /// `ln 2` in 42 bits, so that `k` times it is exact, and the rest.
  static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  static final double LN2_LOW = 0x1.ef35793c7673p-45;

  // Fit of R, relative error 2^-59.1 in the logarithm; coefficients.py, family logarithm.
  static final double L1 = 0.6666666666666734;
  static final double L2 = 0.39999999999416935;
  static final double L3 = 0.28571428742007543;
  static final double L4 = 0.22222198595113676;
  static final double L5 = 0.18183564293140625;
  static final double L6 = 0.1531401848838765;
  static final double L7 = 0.14796627524806158;

  private LogarithmF64() {}

  static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    if (bits >= LEAST_NORMAL && bits < INFINITY) {
      return normal(bits, 0.0);
    }
    if (x > 0 && x < Double.MIN_NORMAL) {
      return normal(Double.doubleToRawLongBits(x * 0x1p54), -54.0);
    }
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return x > 0 ? x : Double.NaN;
  }

  /// The logarithm of `2^more` times the normal number with these bits.
  private static double normal(long bits, double more) {
    long d = bits - LEAST + BIAS;
    double k = exponent(d) + more;
    double f = fraction(d);
    double high = k * LN2_HIGH;
    double sum = high + f;
    double low = f - (sum - high);
    return Math.fma(k, LN2_LOW, low) + tail(f) + sum;
  }

  /// `k`, from `d = bits - LEAST + BIAS`.
  static double exponent(long d) {
    return Double.longBitsToDouble(d >>> 52 | TWO_52) - OFFSET;
  }

  /// `f`, from the same `d`.
  static double fraction(long d) {
    return Double.longBitsToDouble((d & MANTISSA) + LEAST) - 1.0;
  }

  /// `log(1 + f) - f`.
  static double tail(double f) {
    double s = f / (f + 2.0);
    double z = s * s;
    double r = Math.fma(z, L7, L6);
    r = Math.fma(r, z, L5);
    r = Math.fma(r, z, L4);
    r = Math.fma(r, z, L3);
    r = Math.fma(r, z, L2);
    r = Math.fma(r, z, L1);
    double half = f * 0.5 * f;
    return Math.fma(s, Math.fma(r, z, half), -half);
  }

  static DoubleVector of(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    DoubleVector y = ofNormal(bits);
    if (!isNormal(bits).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmF64::of);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y;
  }

  /// The logarithm of the positive normal numbers with these bits.
  static DoubleVector ofNormal(LongVector bits) {
    LongVector d = bits.add(BIAS - LEAST);
    DoubleVector k = exponent(d);
    DoubleVector f = fraction(d);
    DoubleVector high = k.mul(LN2_HIGH);
    DoubleVector sum = high.add(f);
    DoubleVector low = f.sub(sum.sub(high));
    return k.lanewise(FMA, LN2_LOW, low).add(tail(f)).add(sum);
  }

  static DoubleVector exponent(LongVector d) {
    return d.lanewise(LSHR, 52).lanewise(OR, TWO_52).reinterpretAsDoubles().sub(OFFSET);
  }

  static DoubleVector fraction(LongVector d) {
    return d.lanewise(AND, MANTISSA).add(LEAST).reinterpretAsDoubles().sub(1.0);
  }

  /// Whether the numbers with these bits are positive, normal and finite.
  static VectorMask<Long> isNormal(LongVector bits) {
    return bits.sub(LEAST_NORMAL).compare(ULT, INFINITY - LEAST_NORMAL);
  }

  static DoubleVector tail(DoubleVector f) {
    DoubleVector s = f.div(f.add(2.0));
    DoubleVector z = s.mul(s);
    DoubleVector r =
        z.fma(L7, L6)
            .lanewise(FMA, z, L5)
            .lanewise(FMA, z, L4)
            .lanewise(FMA, z, L3)
            .lanewise(FMA, z, L2)
            .lanewise(FMA, z, L1);
    DoubleVector half = f.mul(0.5).mul(f);
    return s.fma(r.fma(z, half), half.neg());
  }
}
