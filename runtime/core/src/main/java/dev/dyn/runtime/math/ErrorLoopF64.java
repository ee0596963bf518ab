package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// `erf` for stretches of arrays, in both precisions: the formulas of [ErrorFunctionF64] line by
/// line, of which each vector has both branches. No rare cases.
///
/// It is a loop and not a function of vectors, since it is too long to be inlined into one, see
/// [VectorElementary].
final class ErrorLoopF64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /// Floats that are treated as doubles at a time.
  private static final int BLOCK = 512;

  private ErrorLoopF64() {}

  static void erf(float[] x, int xo, float[] y, int yo, int n) {
    double[] block = new double[Math.min(n, BLOCK)];
    for (int start = 0; start < n; start += BLOCK) {
      int length = Math.min(BLOCK, n - start);
      for (int i = 0; i < length; i++) {
        block[i] = x[xo + start + i];
      }
      erf(block, 0, block, 0, length);
      for (int i = 0; i < length; i++) {
        y[yo + start + i] = (float) block[i];
      }
    }
  }

  static void erf(double[] x, int xo, double[] y, int yo, int n) {
    int bound = SPECIES.loopBound(n);
    for (int i = 0; i < bound; i += SPECIES.length()) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector near = nearZero(v);
      DoubleVector magnitude = v.abs();
      VectorMask<Double> far = magnitude.compare(GT, 0.5);
      VectorMask<Double> farthest = magnitude.compare(GT, ErrorFunctionF64.ONE_FROM);
      DoubleVector a = magnitude.blend(ErrorFunctionF64.ONE_FROM, farthest);
      DoubleVector u = a.sub(3.0).div(a.add(3.0));
      DoubleVector p =
          u.fma(ErrorFunctionF64.C21, ErrorFunctionF64.C20)
              .lanewise(FMA, u, ErrorFunctionF64.C19)
              .lanewise(FMA, u, ErrorFunctionF64.C18)
              .lanewise(FMA, u, ErrorFunctionF64.C17)
              .lanewise(FMA, u, ErrorFunctionF64.C16)
              .lanewise(FMA, u, ErrorFunctionF64.C15)
              .lanewise(FMA, u, ErrorFunctionF64.C14)
              .lanewise(FMA, u, ErrorFunctionF64.C13)
              .lanewise(FMA, u, ErrorFunctionF64.C12)
              .lanewise(FMA, u, ErrorFunctionF64.C11)
              .lanewise(FMA, u, ErrorFunctionF64.C10)
              .lanewise(FMA, u, ErrorFunctionF64.C9)
              .lanewise(FMA, u, ErrorFunctionF64.C8)
              .lanewise(FMA, u, ErrorFunctionF64.C7)
              .lanewise(FMA, u, ErrorFunctionF64.C6)
              .lanewise(FMA, u, ErrorFunctionF64.C5)
              .lanewise(FMA, u, ErrorFunctionF64.C4)
              .lanewise(FMA, u, ErrorFunctionF64.C3)
              .lanewise(FMA, u, ErrorFunctionF64.C2)
              .lanewise(FMA, u, ErrorFunctionF64.C1);
      DoubleVector q = u.lanewise(FMA, p, ErrorFunctionF64.C0);
      DoubleVector qLow = u.fma(p, q.neg().add(ErrorFunctionF64.C0)).add(ErrorFunctionF64.C0_LOW);
      DoubleVector d = a.fma(2.0, 1.0);
      DoubleVector dLow = a.lanewise(FMA, 2.0, d.neg().add(1.0));
      DoubleVector reciprocal = d.broadcast(1.0).div(d);
      DoubleVector high = q.mul(reciprocal);
      DoubleVector minus = high.neg();
      DoubleVector low = minus.fma(dLow, minus.fma(d, q).add(qLow)).mul(reciprocal);
      DoubleVector square = a.mul(a).neg();
      DoubleVector squareLow = a.fma(a, square).neg();
      DoubleVector t = square.fma(ExponentialF64.INVERSE_LN2, ExponentialF64.SHIFT);
      DoubleVector whole = t.sub(ExponentialF64.SHIFT);
      DoubleVector r1 = whole.lanewise(FMA, -ExponentialF64.LN2_HIGH, square);
      DoubleVector w = whole.lanewise(FMA, -ExponentialF64.LN2_LOW, squareLow);
      DoubleVector r = r1.add(w);
      DoubleVector c =
          r.fma(ExponentialF64.E11, ExponentialF64.E10)
              .lanewise(FMA, r, ExponentialF64.E9)
              .lanewise(FMA, r, ExponentialF64.E8)
              .lanewise(FMA, r, ExponentialF64.E7)
              .lanewise(FMA, r, ExponentialF64.E6)
              .lanewise(FMA, r, ExponentialF64.E5)
              .lanewise(FMA, r, ExponentialF64.E4)
              .lanewise(FMA, r, ExponentialF64.E3)
              .lanewise(FMA, r, 0.5);
      DoubleVector e = c.fma(r.mul(r), w).add(r1).add(1.0);
      LongVector scale = t.reinterpretAsLongs().lanewise(LSHL, 52);
      LongVector tail = e.fma(high, e.mul(low)).reinterpretAsLongs().add(scale);
      DoubleVector rest = tail.reinterpretAsDoubles().neg().add(1.0);
      LongVector sign = v.reinterpretAsLongs().lanewise(AND, Long.MIN_VALUE);
      LongVector signed = rest.reinterpretAsLongs().lanewise(OR, sign);
      near.blend(signed.reinterpretAsDoubles(), far).intoArray(y, yo + i);
    }
    for (int i = bound; i < n; i++) {
      y[yo + i] = ErrorFunctionF64.erf(x[xo + i]);
    }
  }

  private static DoubleVector nearZero(DoubleVector x) {
    DoubleVector s = x.mul(x);
    DoubleVector p =
        s.fma(ErrorFunctionF64.E9, ErrorFunctionF64.E8)
            .lanewise(FMA, s, ErrorFunctionF64.E7)
            .lanewise(FMA, s, ErrorFunctionF64.E6)
            .lanewise(FMA, s, ErrorFunctionF64.E5)
            .lanewise(FMA, s, ErrorFunctionF64.E4)
            .lanewise(FMA, s, ErrorFunctionF64.E3)
            .lanewise(FMA, s, ErrorFunctionF64.E2)
            .lanewise(FMA, s, ErrorFunctionF64.E1)
            .lanewise(FMA, s, ErrorFunctionF64.E0);
    return x.fma(p, x);
  }
}
