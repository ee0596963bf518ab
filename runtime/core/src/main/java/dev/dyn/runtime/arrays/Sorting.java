package dev.dyn.runtime.arrays;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Sorting of vectors by the total order of [Double#compare]: -0.0 before +0.0, NaN last. Stable.
public final class Sorting {
  private Sorting() {}

  public static Tensor sorted(Tensor x) {
    return switch (x) {
      case Tensor.F64(var shape, double[] values) -> {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        yield new Tensor.F64(shape, sorted);
      }
      case Tensor.F32(var shape, float[] values) -> {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        yield new Tensor.F32(shape, sorted);
      }
      case Tensor.I64(var shape, long[] values) -> {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        yield new Tensor.I64(shape, sorted);
      }
      case Tensor.Bool(var shape, long[] values) -> {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        yield new Tensor.Bool(shape, sorted);
      }
    };
  }

  public static Tensor order(Tensor x) {
    Comparator<Integer> byEntry =
        switch (x) {
          case Tensor.F64(_, double[] values) -> Comparator.comparingDouble(k -> values[k]);
          case Tensor.F32(_, float[] values) -> Comparator.comparingDouble(k -> values[k]);
          case Tensor.I64(_, long[] values) -> Comparator.comparingLong(k -> values[k]);
          case Tensor.Bool(_, long[] values) -> Comparator.comparingLong(k -> values[k]);
        };
    long[] order =
        IntStream.range(0, x.size())
            .boxed()
            .sorted(byEntry)
            .mapToLong(Integer::longValue)
            .toArray();
    return new Tensor.I64(x.shape(), order);
  }
}
