package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// `pow` in double precision for stretches of arrays: the formula of [PowerF64] line by line.
///
/// It is a loop and not a function of vectors, since it is too long to be inlined into one, see
/// [VectorElementary]; for the same reason the second half calls nothing.
final class PowerLoopF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private PowerLoopF64() {}

  static void apply(double[] x, int xo, double[] z, int zo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector base = DoubleVector.fromArray(SPECIES, x, xo + i);
      LongVector bits = base.reinterpretAsLongs();
      LongVector d = bits.add(LogarithmF64.BIAS - LogarithmF64.LEAST);
      DoubleVector k = LogarithmF64.exponent(d);
      DoubleVector f = LogarithmF64.fraction(d);
      VectorMask<Long> normal = LogarithmF64.isNormal(bits);
      // The logarithm, as in PreciseLogarithm.
      DoubleVector bottom = f.add(2.0);
      DoubleVector bottomLow = f.sub(bottom.sub(2.0));
      DoubleVector reciprocal = bottom.broadcast(1.0).div(bottom);
      DoubleVector s = f.mul(reciprocal);
      DoubleVector minus = s.neg();
      DoubleVector sLow = minus.fma(bottomLow, minus.fma(bottom, f)).mul(reciprocal);
      DoubleVector square = s.mul(s);
      DoubleVector rest = PreciseLogarithm.polynomial(square);
      DoubleVector squareLow = s.add(s).fma(sLow, s.fma(s, square.neg()));
      DoubleVector t = square.mul(PreciseLogarithm.TWO_THIRDS);
      DoubleVector tLow = square.lanewise(FMA, PreciseLogarithm.TWO_THIRDS, t.neg());
      tLow = squareLow.lanewise(FMA, PreciseLogarithm.TWO_THIRDS, tLow);
      tLow = square.lanewise(FMA, PreciseLogarithm.TWO_THIRDS_LOW, tLow);
      tLow = square.mul(square).fma(rest, tLow);
      DoubleVector m = s.mul(t);
      DoubleVector mLow = s.fma(tLow, s.fma(t, m.neg()));
      mLow = sLow.fma(t, sLow.lanewise(FMA, 2.0, mLow));
      DoubleVector twice = s.add(s);
      DoubleVector h = twice.add(m);
      DoubleVector hLow = m.sub(h.sub(twice)).add(mLow);
      DoubleVector power = k.mul(LogarithmF64.LN2_HIGH);
      DoubleVector sum = power.add(h);
      DoubleVector sumLow = h.sub(sum.sub(power)).add(k.lanewise(FMA, LogarithmF64.LN2_LOW, hLow));
      // Its product with the exponent, and the exponential of that, as in ExponentialF64.
      DoubleVector exponent = DoubleVector.fromArray(SPECIES, z, zo + i);
      DoubleVector p = exponent.mul(sum);
      DoubleVector pLow = exponent.fma(sumLow, exponent.fma(sum, p.neg()));
      DoubleVector shifted = p.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
      DoubleVector whole = shifted.sub(ExponentialF64.SHIFT);
      DoubleVector r1 = whole.lanewise(FMA, -ExponentialF64.LN2_HIGH, p);
      DoubleVector w = whole.lanewise(FMA, -ExponentialF64.LN2_LOW, pLow);
      DoubleVector r = r1.add(w);
      DoubleVector q =
          r.fma(ExponentialF64.E11, ExponentialF64.E10)
              .lanewise(FMA, r, ExponentialF64.E9)
              .lanewise(FMA, r, ExponentialF64.E8)
              .lanewise(FMA, r, ExponentialF64.E7)
              .lanewise(FMA, r, ExponentialF64.E6)
              .lanewise(FMA, r, ExponentialF64.E5)
              .lanewise(FMA, r, ExponentialF64.E4)
              .lanewise(FMA, r, ExponentialF64.E3)
              .lanewise(FMA, r, 0.5);
      DoubleVector one = q.fma(r.mul(r), w).add(r1).add(1.0);
      LongVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, 52);
      if (normal.allTrue() && p.abs().compare(LE, ExponentialF64.ORDINARY).allTrue()) {
        one.reinterpretAsLongs().add(scale).reinterpretAsDoubles().intoArray(y, yo + i);
      } else {
        scalars(x, xo + i, z, zo + i, y, yo + i, SPECIES.length());
      }
    }
    scalars(x, xo + bound, z, zo + bound, y, yo + bound, n - bound);
  }

  private static void scalars(double[] x, int xo, double[] z, int zo, double[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = PowerF64.of(x[xo + i], z[zo + i]);
    }
  }
}
