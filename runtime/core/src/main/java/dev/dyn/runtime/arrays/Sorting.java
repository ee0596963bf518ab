package dev.dyn.runtime.arrays;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;

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
    return new Tensor.I64(x.shape(), RadixOrder.of(keys(x)));
  }

  /// Numbers in the same order as the entries.
  private static long[] keys(Tensor x) {
    return switch (x) {
      case Tensor.F64 _, Tensor.F32 _ -> {
        long[] keys = new long[x.size()];
        Arrays.setAll(keys, k -> key(x.realAt(k)));
        yield keys;
      }
      case Tensor.I64(_, long[] values) -> values;
      case Tensor.Bool(_, long[] values) -> values;
    };
  }

  /// The bits of positive numbers ascend with them; those of negative numbers, but for the sign,
  /// descend.
  private static long key(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /// Ranks from 1 in ascending order. Equal entries, of which -0.0 and +0.0 are two, share the mean
  /// of their ranks, a multiple of one half.
  public static Tensor ranks(Tensor x) {
    Tensor order = order(x);
    double[] ranks = new double[x.size()];
    int from = 0;
    while (from < ranks.length) {
      int to = from + 1;
      while (to < ranks.length && sameEntry(x, order.intAt(from), order.intAt(to))) {
        to++;
      }
      for (int k = from; k < to; k++) {
        ranks[(int) order.intAt(k)] = (from + 1 + to) * 0.5;
      }
      from = to;
    }
    return switch (x) {
      case Tensor.F32 _ -> {
        float[] single = new float[ranks.length];
        for (int k = 0; k < single.length; k++) {
          single[k] = (float) ranks[k];
        }
        yield new Tensor.F32(x.shape(), single);
      }
      case Tensor.F64 _, Tensor.I64 _, Tensor.Bool _ -> new Tensor.F64(x.shape(), ranks);
    };
  }

  private static boolean sameEntry(Tensor x, long i, long j) {
    return x.realAt((int) i) == x.realAt((int) j);
  }
}
