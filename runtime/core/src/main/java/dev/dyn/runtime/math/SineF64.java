package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// `sin` and `cos` in double precision, for one number and for a vector; error below 0.85 ulp.
///
/// The argument is reduced to `|r + e| <= π/2` by subtracting a multiple of π (for `cos` an odd
/// multiple of π/2) in three parts with `fma` (Cody & Waite 1980). `n PI_1` and `|x|` are multiples
/// of the last bit of a number below 2, so the first difference `r1` is exact. `PI_2` has 29 bits,
/// so `n PI_2` is exact too, and smaller than `r1` unless that is zero; `e` keeps what `r1 - n
/// PI_2` rounds away (Dekker 1971). This is what makes results near multiples of π right. Beyond
/// [#ORDINARY] the reduction is that of [LargeAngle].
///
/// `sin r = r - r³/8 + r³ q(r²)`: the first two terms are summed with their rounding errors, as
/// `r³/8` is as large as 0.48 here. It is an eighth and not a sixth, which is left to q, because a
/// power of two multiplies exactly; and it is the slope of `sin r / r` over `r²` where `r` is
/// large, so that the rounding error of `r²` counts by as much. q is summed in pairs (Estrin 1960),
/// as in Horner's order each operation would wait for the one before.
final class SineF64 {
  static final double SHIFT = 0x1.8p52;

  /// Largest magnitude reduced by three parts of π.
  static final double ORDINARY = 0x1p24;

  private static final double INVERSE_PI = 0.3183098861837907;
  private static final double PI_1 = 3.141592653589793;
  private static final double PI_2 = 1.224646798818428e-16;
  private static final double PI_3 = 3.2892513872648515e-26;

  /// `-4/π²`, so that `1 + COSINE r²` is a crude `cos r`, good enough to multiply `e` with.
  private static final double COSINE = -0.4052847345693511;

  /// What multiplies r³ in the leading terms.
  private static final double EIGHTH = 0.125;

  /// The rest of the coefficient of r³; exact, as the fit of the others is to -1/6 as it is
  /// rounded.
  private static final double S3 = -0.16666666666666666 + EIGHTH;

  // Fit of the rest of q, relative error 2^-61.1 in the sine; test/python/coefficients.py, family
  // sine.
  private static final double S5 = 0.008333333333333207;
  private static final double S7 = -0.00019841269841211376;
  private static final double S9 = 2.7557319211184938e-06;
  private static final double S11 = -2.5052106853523935e-08;
  private static final double S13 = 1.6058937775635504e-10;
  private static final double S15 = -7.642920730564772e-13;
  private static final double S17 = 2.7202499927413784e-15;

  private SineF64() {}

  static double sin(double x) {
    double a = Math.abs(x);
    if (!(a <= ORDINARY)) {
      return LargeAngle.sin(x);
    }
    double t = Math.fma(a, INVERSE_PI, SHIFT);
    double n = t - SHIFT;
    double r1 = Math.fma(n, -PI_1, a);
    double r = Math.fma(n, -PI_2, r1);
    double e = Math.fma(n, -PI_3, Math.fma(n, -PI_2, r1 - r));
    long odd = Double.doubleToRawLongBits(t) << 63;
    long sign = Double.doubleToRawLongBits(x) ^ Double.doubleToRawLongBits(a);
    return Double.longBitsToDouble(Double.doubleToRawLongBits(kernel(r, e)) ^ odd ^ sign);
  }

  static double cos(double x) {
    double a = Math.abs(x);
    if (!(a <= ORDINARY)) {
      return LargeAngle.cos(x);
    }
    double t = Math.fma(a, INVERSE_PI, -0.5) + SHIFT;
    double n = (t - SHIFT) + 0.5;
    double r1 = Math.fma(n, -PI_1, a);
    // Not zero only for n = ±1/2, where the product is exact and |x| may have bits below those of
    // r1.
    double e1 = a - Math.fma(n, PI_1, r1);
    double r = Math.fma(n, -PI_2, r1);
    double e = Math.fma(n, -PI_3, Math.fma(n, -PI_2, r1 - r)) + e1;
    // cos(r + (m + 1/2) π) = (-1)^(m+1) sin r
    long odd = ~Double.doubleToRawLongBits(t) << 63;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(kernel(r, e)) ^ odd);
  }

  /// `sin(r + e)` for `|r| <= π/2` and `e` below half a unit in the last place of `r`.
  static double kernel(double r, double e) {
    double a = leading(r);
    return rest(r, e, a) + a;
  }

  /// The same as a pair.
  static Pair pair(double r, double e) {
    double a = leading(r);
    return Pair.ofOrdered(a, rest(r, e, a));
  }

  /// `r - r³/8`, rounded.
  private static double leading(double r) {
    return Math.fma(r * r, r * -EIGHTH, r);
  }

  /// `sin(r + e) - a` for `a = leading(r)`.
  private static double rest(double r, double e, double a) {
    double s = r * r;
    double eighth = r * -EIGHTH;
    double missing = Math.fma(r, eighth, s * EIGHTH);
    double s2 = s * s;
    double s4 = s2 * s2;
    double low = Math.fma(s2, Math.fma(s, S7, S5), Math.fma(s, S3, missing));
    double middle = Math.fma(s2, Math.fma(s, S15, S13), Math.fma(s, S11, S9));
    double q = Math.fma(s4, Math.fma(s4, S17, middle), low);
    double b = Math.fma(r, q, Math.fma(s, eighth, r - a));
    return Math.fma(e, Math.fma(s, COSINE, 1.0), b);
  }

  static DoubleVector sin(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector t = a.fma(INVERSE_PI, SHIFT);
    DoubleVector n = t.sub(SHIFT);
    DoubleVector r1 = n.lanewise(FMA, -PI_1, a);
    DoubleVector r = n.lanewise(FMA, -PI_2, r1);
    DoubleVector e = n.lanewise(FMA, -PI_3, n.lanewise(FMA, -PI_2, r1.sub(r)));
    LongVector odd = t.reinterpretAsLongs().lanewise(LSHL, 63);
    LongVector sign = x.reinterpretAsLongs().lanewise(XOR, a.reinterpretAsLongs());
    LongVector flip = odd.lanewise(XOR, sign);
    LongVector y = kernel(r, e).reinterpretAsLongs().lanewise(XOR, flip);
    if (!a.compare(LE, ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, SineF64::sin);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsDoubles();
  }

  static DoubleVector cos(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector t = a.fma(INVERSE_PI, -0.5).add(SHIFT);
    DoubleVector n = t.sub(SHIFT).add(0.5);
    DoubleVector r1 = n.lanewise(FMA, -PI_1, a);
    DoubleVector e1 = a.sub(n.lanewise(FMA, PI_1, r1));
    DoubleVector r = n.lanewise(FMA, -PI_2, r1);
    DoubleVector e = n.lanewise(FMA, -PI_3, n.lanewise(FMA, -PI_2, r1.sub(r))).add(e1);
    LongVector odd = t.reinterpretAsLongs().not().lanewise(LSHL, 63);
    LongVector y = kernel(r, e).reinterpretAsLongs().lanewise(XOR, odd);
    if (!a.compare(LE, ORDINARY).allTrue()) {
      double[] lanes = x.toArray();
      Lanes.each(lanes, SineF64::cos);
      return DoubleVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsDoubles();
  }

  private static DoubleVector kernel(DoubleVector r, DoubleVector e) {
    DoubleVector s = r.mul(r);
    DoubleVector eighth = r.mul(-EIGHTH);
    DoubleVector missing = r.fma(eighth, s.mul(EIGHTH));
    DoubleVector a = s.fma(eighth, r);
    DoubleVector s2 = s.mul(s);
    DoubleVector s4 = s2.mul(s2);
    DoubleVector low = s2.fma(s.fma(S7, S5), s.lanewise(FMA, S3, missing));
    DoubleVector middle = s2.fma(s.fma(S15, S13), s.fma(S11, S9));
    DoubleVector q = s4.fma(s4.lanewise(FMA, S17, middle), low);
    DoubleVector b = r.fma(q, s.fma(eighth, r.sub(a)));
    return e.fma(s.fma(COSINE, 1.0), b).add(a);
  }
}
