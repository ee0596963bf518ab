package dev.dyn.runtime.arrays;

import dev.dyn.runtime.kernel.GramSchmidt;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Orthonormal rows.
public final class Orthonormal {
  private Orthonormal() {}

  /// Rows `[count, n]` made orthonormal, and the logarithms `[count]` of their lengths.
  public static List<Tensor> rows(Tensor rows) {
    int count = rows.shape().extent(0);
    int n = rows.shape().extent(1);
    Shape norms = new Shape(count);
    return switch (rows) {
      case Tensor.F64(Shape shape, double[] values) -> {
        double[] q = values.clone();
        double[] logs = new double[count];
        GramSchmidt.orthonormalize(q, count, n, logs);
        yield List.of(new Tensor.F64(shape, q), new Tensor.F64(norms, logs));
      }
      case Tensor.F32(Shape shape, float[] values) -> {
        float[] q = values.clone();
        float[] logs = new float[count];
        GramSchmidt.orthonormalize(q, count, n, logs);
        yield List.of(new Tensor.F32(shape, q), new Tensor.F32(norms, logs));
      }
      case Tensor.I64 _, Tensor.Bool _ ->
          throw new IllegalArgumentException("orthonormalize takes reals");
    };
  }
}
