package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Moves entries between tensors of one kind, by lists of places in the row-major storage.
public final class Entries {
  private Entries() {}

  /// The storage of a tensor: `double[]`, `float[]` or `long[]`.
  public static Object storage(Tensor tensor) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> values;
      case Tensor.F32(_, float[] values) -> values;
      case Tensor.I64(_, long[] values) -> values;
      case Tensor.Bool(_, long[] values) -> values;
    };
  }

  /// Entry k of the result is the entry of `source` at `places[k]`.
  public static Tensor take(Tensor source, Shape shape, int[] places) {
    Tensor result = Tensor.zeros(source.elem(), shape);
    switch (result) {
      case Tensor.F64(_, double[] to) -> {
        double[] from = (double[]) storage(source);
        for (int k = 0; k < to.length; k++) {
          to[k] = from[places[k]];
        }
      }
      case Tensor.F32(_, float[] to) -> {
        float[] from = (float[]) storage(source);
        for (int k = 0; k < to.length; k++) {
          to[k] = from[places[k]];
        }
      }
      case Tensor.I64(_, long[] to) -> takeLongs((long[]) storage(source), places, to);
      case Tensor.Bool(_, long[] to) -> takeLongs((long[]) storage(source), places, to);
    }
    return result;
  }

  private static void takeLongs(long[] from, int[] places, long[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = from[places[k]];
    }
  }

  /// Writes entry k of `source` to `places[k]` of the storage of `result`, which is being built.
  static void put(Tensor source, int[] places, Tensor result) {
    switch (source) {
      case Tensor.F64(_, double[] from) -> {
        double[] to = (double[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] = from[k];
        }
      }
      case Tensor.F32(_, float[] from) -> {
        float[] to = (float[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] = from[k];
        }
      }
      case Tensor.I64(_, long[] from) -> putLongs(from, places, (long[]) storage(result));
      case Tensor.Bool(_, long[] from) -> putLongs(from, places, (long[]) storage(result));
    }
  }

  private static void putLongs(long[] from, int[] places, long[] to) {
    for (int k = 0; k < from.length; k++) {
      to[places[k]] = from[k];
    }
  }

  /// Adds entry k of `source`, in order, to the entry at `places[k]` of `result`, which is being
  /// built; "or" for truth values.
  static void add(Tensor source, int[] places, Tensor result) {
    switch (source) {
      case Tensor.F64(_, double[] from) -> {
        double[] to = (double[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] += from[k];
        }
      }
      case Tensor.F32(_, float[] from) -> {
        float[] to = (float[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] += from[k];
        }
      }
      case Tensor.I64(_, long[] from) -> {
        long[] to = (long[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] += from[k];
        }
      }
      case Tensor.Bool(_, long[] from) -> {
        long[] to = (long[]) storage(result);
        for (int k = 0; k < from.length; k++) {
          to[places[k]] |= from[k];
        }
      }
    }
  }

  /// `rows`, which have equal shapes and are at least one, along a new outermost axis.
  public static Tensor stack(List<Tensor> rows) {
    Tensor first = rows.getFirst();
    Tensor result = Tensor.zeros(first.elem(), first.shape().under(rows.size()));
    int n = first.size();
    for (int k = 0; k < rows.size(); k++) {
      System.arraycopy(storage(rows.get(k)), 0, storage(result), k * n, n);
    }
    return result;
  }

  /// `rows` stacked; where there are none, an empty tensor with rows of kind `elem` and shape
  /// `row`.
  public static Tensor stack(List<Tensor> rows, Elem elem, Shape row) {
    return rows.isEmpty() ? Tensor.zeros(elem, row.under(0)) : stack(rows);
  }
}
