package dev.dyn.runtime.math;

import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/// The logistic function `1/(1 + exp(-x))` in single precision; error below 1.5 ulp.
///
/// With `z = exp(-|x|) <= 1` it is `1/(1 + z)`, or `z/(1 + z)` for negative arguments: nothing
/// overflows, and small results keep their relative precision.
final class SigmoidF32 {
  private SigmoidF32() {}

  static float of(float x) {
    float a = Math.abs(x);
    if (!(a <= ExponentialF32.ORDINARY)) {
      return Float.isNaN(x) ? x : x < 0 ? ExponentialF32.of(x) : 1.0f;
    }
    float y = -a;
    float t = Math.fma(y, ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    float z = ExponentialF32.reduced(t - ExponentialF32.SHIFT, y, 0.0f);
    z = ExponentialF32.scale(z, t);
    return quotient(x < 0 ? z : 1.0f, z);
  }

  /// `p/(1 + z)` without the rounding error of the denominator.
  private static float quotient(float p, float z) {
    float d = z + 1.0f;
    float dLow = z - (d - 1.0f);
    float reciprocal = 1.0f / d;
    float q = p * reciprocal;
    return Math.fma(Math.fma(-q, dLow, Math.fma(-q, d, p)), reciprocal, q);
  }

  static FloatVector of(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector y = a.neg();
    FloatVector t = y.fma(ExponentialF32.INVERSE_LN2, ExponentialF32.SHIFT);
    FloatVector z = ExponentialF32.reduced(t.sub(ExponentialF32.SHIFT), y);
    z = ExponentialF32.scale(z, t);
    FloatVector result = quotient(z.blend(1.0f, x.compare(LT, 0.0f).not()), z);
    if (!a.compare(LE, ExponentialF32.ORDINARY).allTrue()) {
      float[] lanes = x.toArray();
      Lanes.each(lanes, SigmoidF32::of);
      return FloatVector.fromArray(x.species(), lanes, 0);
    }
    return result;
  }

  private static FloatVector quotient(FloatVector p, FloatVector z) {
    FloatVector d = z.add(1.0f);
    FloatVector dLow = z.sub(d.sub(1.0f));
    FloatVector reciprocal = d.broadcast(1.0f).div(d);
    FloatVector q = p.mul(reciprocal);
    FloatVector minus = q.neg();
    return minus.fma(dLow, minus.fma(d, p)).fma(reciprocal, q);
  }
}
