package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// `exp` in double precision, for one number and for a vector of them; error below 0.9 ulp.
///
/// `x = n ln 2 + r` with `|r| <= ln(2)/2` by a reduction in two parts (Cody & Waite 1980), then
/// `exp(r) = 1 + r + r²/2 + r³ q(r)` with a minimax `q`, then `n` is added to the exponent bits.
/// The first part of the reduction is exact: `n LN2_HIGH` and `x` are multiples of `2⁻⁵³` (or of
/// `2⁻⁵⁴` with a smaller difference) and `fma` does not round the product. The second part, `w`, is
/// kept apart and added to the small terms, so that the rounding of `r` does not matter.
///
/// Adding [#SHIFT] rounds to the nearest whole number and leaves that number in the low bits, so no
/// conversion between floating and whole numbers is needed.
final class ExponentialF64 {
  static final double SHIFT = 0x1.8p52;
  static final double INVERSE_LN2 = 1.4426950408889634;
  static final double LN2_HIGH = 0.6931471805599453;
  static final double LN2_LOW = 2.3190468138462996e-17;

  /// Above this magnitude the result, or its exponent arithmetic, may leave the normal range.
  static final double ORDINARY = 708.0;

  /// The logarithm of the largest number, rounded: `exp` of anything greater overflows.
  private static final double OVERFLOW = 709.782712893384;

  /// The logarithm of half the smallest number, rounded: `exp` of anything less is zero.
  private static final double UNDERFLOW = -745.1332191019412;

  // Fit of q, relative error 2^-55.2 in expm1; test/python/coefficients.py, family exponential.
  static final double E3 = 0.16666666666666602;
  static final double E4 = 0.04166666666661999;
  static final double E5 = 0.008333333333388341;
  static final double E6 = 0.001388888892050273;
  static final double E7 = 0.00019841269709508424;
  static final double E8 = 2.4801516356921984e-05;
  static final double E9 = 2.755742486158134e-06;
  static final double E10 = 2.7622223060167637e-07;
  static final double E11 = 2.5045988671363324e-08;

  private ExponentialF64() {}

  static double of(double x) {
    if (Math.abs(x) <= ORDINARY) {
      double t = Math.fma(x, INVERSE_LN2, SHIFT);
      return scale(reduced(t - SHIFT, x, 0.0), t);
    }
    return scaled(x, 0.0, 0);
  }

  /// `2^shift exp(x + low)` over the whole range, with overflow and gradual underflow.
  static double scaled(double x, double low, int shift) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > OVERFLOW - shift) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < UNDERFLOW - shift) {
      return 0.0;
    }
    double n = Math.fma(x, INVERSE_LN2, SHIFT) - SHIFT;
    int whole = (int) n + shift;
    int half = whole >> 1;
    return reduced(n, x, low) * powerOfTwo(half) * powerOfTwo(whole - half);
  }

  /// `exp(x + low - n ln 2)`, for a result near 1.
  static double reduced(double n, double x, double low) {
    double r1 = Math.fma(n, -LN2_HIGH, x);
    double w = Math.fma(n, -LN2_LOW, low);
    double r = r1 + w;
    double p = Math.fma(Math.fma(cubic(r), r, 0.5), r * r, w);
    return (p + r1) + 1.0;
  }

  /// `q` in `exp(r) = 1 + r + r²/2 + r³ q(r)`.
  static double cubic(double r) {
    double q = Math.fma(r, E11, E10);
    q = Math.fma(q, r, E9);
    q = Math.fma(q, r, E8);
    q = Math.fma(q, r, E7);
    q = Math.fma(q, r, E6);
    q = Math.fma(q, r, E5);
    q = Math.fma(q, r, E4);
    return Math.fma(q, r, E3);
  }

  /// `y 2ⁿ` for `n` in the low bits of `t = n + SHIFT`, where neither end of the range is near.
  static double scale(double y, double t) {
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) + (Double.doubleToRawLongBits(t) << 52));
  }

  static double powerOfTwo(int n) {
    return Double.longBitsToDouble((1023L + n) << 52);
  }

  static DoubleVector of(DoubleVector x) {
    DoubleVector t = x.fma(INVERSE_LN2, SHIFT);
    DoubleVector y = scale(reduced(t.sub(SHIFT), x), t);
    VectorMask<Double> ordinary = x.abs().compare(LE, ORDINARY);
    if (ordinary.allTrue()) {
      return y;
    }
    // Masked entries of a softmax are minus infinity: zeros need not go by lanes.
    VectorMask<Double> zero = x.compare(LT, UNDERFLOW);
    if (ordinary.or(zero).allTrue()) {
      return y.blend(0.0, zero);
    }
    double[] lanes = x.toArray();
    Lanes.each(lanes, ExponentialF64::of);
    return DoubleVector.fromArray(x.species(), lanes, 0);
  }

  static DoubleVector reduced(DoubleVector n, DoubleVector x) {
    DoubleVector r1 = n.lanewise(FMA, -LN2_HIGH, x);
    // The scalar form adds low = 0 here, which changes no bits of the product.
    DoubleVector w = n.mul(-LN2_LOW);
    DoubleVector r = r1.add(w);
    DoubleVector p = cubic(r).lanewise(FMA, r, 0.5);
    return p.fma(r.mul(r), w).add(r1).add(1.0);
  }

  static DoubleVector cubic(DoubleVector r) {
    return r.fma(E11, E10)
        .lanewise(FMA, r, E9)
        .lanewise(FMA, r, E8)
        .lanewise(FMA, r, E7)
        .lanewise(FMA, r, E6)
        .lanewise(FMA, r, E5)
        .lanewise(FMA, r, E4)
        .lanewise(FMA, r, E3);
  }

  static DoubleVector scale(DoubleVector y, DoubleVector t) {
    return y.reinterpretAsLongs()
        .add(t.reinterpretAsLongs().lanewise(LSHL, 52))
        .reinterpretAsDoubles();
  }
}
