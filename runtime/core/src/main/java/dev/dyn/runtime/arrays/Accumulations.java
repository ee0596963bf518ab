package dev.dyn.runtime.arrays;

import dev.dyn.runtime.tensor.Tensor;

/// Running sums of vectors: `y[0] = x[0]`, `y[k] = y[k-1] + x[k]`.
public final class Accumulations {
  private Accumulations() {}

  public static Tensor sums(Tensor x) {
    return switch (x) {
      case Tensor.F64(var shape, double[] values) -> {
        double[] y = values.clone();
        for (int k = 1; k < y.length; k++) {
          y[k] = y[k - 1] + y[k];
        }
        yield new Tensor.F64(shape, y);
      }
      case Tensor.F32(var shape, float[] values) -> {
        float[] y = values.clone();
        for (int k = 1; k < y.length; k++) {
          y[k] = y[k - 1] + y[k];
        }
        yield new Tensor.F32(shape, y);
      }
      case Tensor.I64(var shape, long[] values) -> new Tensor.I64(shape, sums(values));
      case Tensor.Bool(var shape, long[] values) -> new Tensor.I64(shape, sums(values));
    };
  }

  private static long[] sums(long[] values) {
    long[] y = values.clone();
    for (int k = 1; k < y.length; k++) {
      y[k] = y[k - 1] + y[k];
    }
    return y;
  }
}
