package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// `log1p` in single precision, for one number and for a vector; error below 1 ulp.
///
/// With `u = 1 + x` rounded and `c` its rounding error, `log(1 + x) = log u + c/u` up to terms of
/// order `(c/u)²`; `log u` as in [LogarithmF32].
final class LogarithmOnePlusF32 {
  /// From here on `1 + x` might overflow by rounding.
  private static final float HUGE = 0x1p127f;

  private LogarithmOnePlusF32() {}

  static float of(float x) {
    if (!(x > -1.0f && x < HUGE)) {
      return x >= HUGE || x == -1.0f ? LogarithmF32.of(x + 1.0f) : Float.NaN;
    }
    float u = x + 1.0f;
    float one = u - x;
    float c = (1.0f - one) + (x - (u - one));
    int d = Float.floatToRawIntBits(u) - LogarithmF32.LEAST + LogarithmF32.BIAS;
    float k = LogarithmF32.exponent(d);
    float f = LogarithmF32.fraction(d);
    float high = k * LogarithmF32.LN2_HIGH;
    float sum = high + f;
    float low = f - (sum - high);
    float small = Math.fma(k, LogarithmF32.LN2_LOW, low) + LogarithmF32.tail(f);
    return ExponentialMinusOneF32.withSign((small + c / u) + sum, x);
  }

  static FloatVector of(FloatVector x) {
    FloatVector u = x.add(1.0f);
    IntVector d = u.reinterpretAsInts().add(LogarithmF32.BIAS - LogarithmF32.LEAST);
    FloatVector k = LogarithmF32.exponent(d);
    FloatVector f = LogarithmF32.fraction(d);
    FloatVector tail = LogarithmF32.tail(f);
    FloatVector one = u.sub(x);
    FloatVector c = one.neg().add(1.0f).add(x.sub(u.sub(one)));
    FloatVector high = k.mul(LogarithmF32.LN2_HIGH);
    FloatVector sum = high.add(f);
    FloatVector low = f.sub(sum.sub(high));
    FloatVector small = k.lanewise(FMA, LogarithmF32.LN2_LOW, low).add(tail);
    IntVector sign = x.reinterpretAsInts().lanewise(AND, Integer.MIN_VALUE);
    IntVector y = small.add(c.div(u)).add(sum).reinterpretAsInts().lanewise(OR, sign);
    if (!x.compare(GT, -1.0f).and(x.compare(LT, HUGE)).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, LogarithmOnePlusF32::of);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return y.reinterpretAsFloats();
  }
}
