package dev.dyn.runtime.arrays;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;

/// Rows of tensors, along the outermost axis.
final class Rows {
  private Rows() {}

  /// The first `count` rows of `x`.
  static Tensor first(Tensor x, long count) {
    Shape inner = x.shape().inner();
    Shape shape = inner.under(Math.toIntExact(count));
    int n = shape.size();
    return switch (x) {
      case Tensor.F64(_, double[] values) -> new Tensor.F64(shape, Arrays.copyOf(values, n));
      case Tensor.F32(_, float[] values) -> new Tensor.F32(shape, Arrays.copyOf(values, n));
      case Tensor.I64(_, long[] values) -> new Tensor.I64(shape, Arrays.copyOf(values, n));
      case Tensor.Bool(_, long[] values) -> new Tensor.Bool(shape, Arrays.copyOf(values, n));
    };
  }
}
