package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.method.TangentSteps;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The tangent vectors that Lyapunov exponents begin with: orthonormal, always the same, and along
/// no axis, so that none lies in a subspace that the system keeps to itself (as the axes of a
/// linear system with a diagonal matrix).
final class TangentVectors {
  private TangentVectors() {}

  /// For vectors of the given types, `[count, state…]` each.
  static List<Tensor> initial(List<Type> types, Evaluator evaluator) {
    List<Tensor> scattered = new ArrayList<>();
    long seed = 0;
    for (Type type : types) {
      scattered.add(scattered(type, seed));
      seed += type.shape().size();
    }
    List<Tensor> renewed = evaluator.run(TangentSteps.orthonormal(types), scattered);
    return renewed.subList(0, types.size());
  }

  private static Tensor scattered(Type type, long seed) {
    Tensor values = Tensor.zeros(type.elem(), type.shape());
    for (int k = 0; k < values.size(); k++) {
      double entry = entry(seed + k);
      switch (values) {
        case Tensor.F64(_, double[] x) -> x[k] = entry;
        case Tensor.F32(_, float[] x) -> x[k] = (float) entry;
        case Tensor.I64 _, Tensor.Bool _ ->
            throw new IllegalArgumentException("a tangent vector is real, not " + Elem.I64.label());
      }
    }
    return values;
  }

  /// A number in −1..1 from the bits of `k`, well mixed (the finalizer of SplitMix64; Steele, Lea,
  /// Flood 2014).
  private static double entry(long k) {
    long z = (k + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (z >> 11) * 0x1.0p-52;
  }
}
