package dev.dyn.truffle.nodes;

import dev.dyn.runtime.tensor.Tensor;

/// Where the variables of a running block are: single numbers unboxed in arrays of their kind,
/// truth values as 0 and 1 beside the integers, everything else as tensors. A [Place] says where.
///
/// Registers belong to one call of a block and so to one thread.
final class Registers {
  final double[] f64;
  final float[] f32;
  final long[] i64;
  final Tensor[] tensors;

  Registers(double[] f64, float[] f32, long[] i64, Tensor[] tensors) {
    this.f64 = f64;
    this.f32 = f32;
    this.i64 = i64;
    this.tensors = tensors;
  }

  /// Registers for another call that begin with the same values.
  Registers copy() {
    return new Registers(f64.clone(), f32.clone(), i64.clone(), tensors.clone());
  }
}
