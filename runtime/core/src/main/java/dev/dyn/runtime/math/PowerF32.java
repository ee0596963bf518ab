package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// `pow` in single precision, for one number and for stretches of arrays; error below 0.51 ulp.
///
/// It is `exp(y log x)` in double precision, which has bits to spare, rounded once; the exceptions
/// are those of [PowerF64].
final class PowerF32 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /// As many floats as a vector has doubles.
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  private PowerF32() {}

  static float of(float x, float y) {
    if (x > 0 && x < Float.POSITIVE_INFINITY) {
      double p = y * LogarithmF64.of(x);
      if (Math.abs(p) <= ExponentialF64.ORDINARY) {
        return (float) ExponentialF64.of(p);
      }
    }
    return (float) PowerF64.of(x, y);
  }

  static void apply(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector base = wide(x, xo + i);
      DoubleVector exponent = wide(z, zo + i);
      LongVector bits = base.reinterpretAsLongs();
      VectorMask<Long> normal = LogarithmF64.isNormal(bits);
      DoubleVector p = LogarithmF64.ofNormal(bits).mul(exponent);
      // From here on as in ExponentialF64, of which calls would not be inlined, see
      // VectorElementary.
      DoubleVector t = p.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
      DoubleVector whole = t.sub(ExponentialF64.SHIFT);
      DoubleVector r1 = whole.lanewise(FMA, -ExponentialF64.LN2_HIGH, p);
      DoubleVector w = whole.mul(-ExponentialF64.LN2_LOW);
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
      LongVector scale = t.reinterpretAsLongs().lanewise(LSHL, 52);
      DoubleVector power = one.reinterpretAsLongs().add(scale).reinterpretAsDoubles();
      if (normal.allTrue() && p.abs().compare(LE, ExponentialF64.ORDINARY).allTrue()) {
        ((FloatVector) power.convertShape(D2F, FLOATS, 0)).intoArray(y, yo + i);
      } else {
        scalars(x, xo + i, z, zo + i, y, yo + i, SPECIES.length());
      }
    }
    scalars(x, xo + bound, z, zo + bound, y, yo + bound, n - bound);
  }

  private static DoubleVector wide(float[] x, int at) {
    return (DoubleVector) FloatVector.fromArray(FLOATS, x, at).convertShape(F2D, SPECIES, 0);
  }

  private static void scalars(float[] x, int xo, float[] z, int zo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = of(x[xo + i], z[zo + i]);
    }
  }
}
