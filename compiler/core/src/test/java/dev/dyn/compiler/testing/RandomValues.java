package dev.dyn.compiler.testing;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.random.RandomGenerator;

/// Random tensors: reals in -2..2, ints in -9..9, truth values.
public final class RandomValues {
  private RandomValues() {}

  public static Tensor tensor(RandomGenerator random, Elem elem, Shape shape) {
    int n = shape.size();
    return switch (elem) {
      case F64 -> new Tensor.F64(shape, random.doubles(n, -2, 2).toArray());
      case F32 -> {
        float[] values = new float[n];
        for (int k = 0; k < n; k++) {
          values[k] = random.nextFloat(-2, 2);
        }
        yield new Tensor.F32(shape, values);
      }
      case I64 -> new Tensor.I64(shape, random.longs(n, -9, 10).toArray());
      case BOOL -> new Tensor.Bool(shape, random.longs(n, 0, 2).toArray());
    };
  }

  /// Reals in `from..to`.
  public static Tensor between(
      RandomGenerator random, Elem elem, Shape shape, double from, double to) {
    double[] values = random.doubles(shape.size(), from, to).toArray();
    return elem == Elem.F32 ? narrowed(shape, values) : new Tensor.F64(shape, values);
  }

  private static Tensor narrowed(Shape shape, double[] values) {
    float[] narrow = new float[values.length];
    for (int k = 0; k < narrow.length; k++) {
      narrow[k] = (float) values[k];
    }
    return new Tensor.F32(shape, narrow);
  }
}
