package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The tangent vectors that Lyapunov exponents begin with: orthonormal, always the same, and along
/// no axis, so that none lies in a subspace that the system keeps to itself (as the axes of a
/// linear system with a diagonal matrix).
final class TangentVectors {
  private TangentVectors() {}

  /// `count` vectors for each state, `[count, state…]`.
  static List<Tensor> initial(List<Carried> states, int count, RegionKernels kernels) {
    Kernel orthonormal = kernels.few(Role.ORTHONORMAL, 1);
    Memory memory = Memory.of(orthonormal.layout());
    long seed = 0;
    for (int k = 0; k < states.size(); k++) {
      Shape shape = states.get(k).shape().under(count);
      memory.write(orthonormal.inputs().get(k), scattered(states.get(k).elem(), shape, seed));
      seed += shape.size();
    }
    orthonormal.run(memory);
    List<Tensor> renewed = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      renewed.add(memory.read(orthonormal.outputs().get(k)));
    }
    return renewed;
  }

  private static Tensor scattered(Elem elem, Shape shape, long seed) {
    Tensor values = Tensor.zeros(elem, shape);
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
