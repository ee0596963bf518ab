package dev.dyn.runtime.lines;

import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A tensor whose entries lie in the storage of another at regular places: entry `index` at `offset
/// + sum of index[k]*strides[k]`.
public record StridedView(Shape shape, int offset, int[] strides) {
  public static StridedView transposed(Shape x, List<Integer> order) {
    int[] from = x.strides();
    int[] extents = order.stream().mapToInt(x::extent).toArray();
    int[] strides = order.stream().mapToInt(axis -> from[axis]).toArray();
    return new StridedView(new Shape(extents), 0, strides);
  }

  public static StridedView broadcast(Shape x, Shape shape, List<Integer> axes) {
    int[] from = x.strides();
    int[] strides = new int[shape.rank()];
    for (int k = 0; k < axes.size(); k++) {
      strides[axes.get(k)] = from[k];
    }
    return new StridedView(shape, 0, strides);
  }

  /// @throws dev.dyn.runtime.exec.RunFailure if an entry is outside. The front end keeps slices
  ///   inside where it knows the extent; how many steps or events a run has is known only after it
  public static StridedView sliced(Shape x, int axis, int start, int size, int stride) {
    requireThere(x.extent(axis), start, start + (size - 1) * stride, size);
    int[] extents = x.extents().clone();
    extents[axis] = size;
    int[] strides = x.strides();
    int offset = start * strides[axis];
    strides[axis] *= stride;
    return new StridedView(new Shape(extents), offset, strides);
  }

  private static void requireThere(int extent, int start, int last, int size) {
    if (size > 0 && (start < 0 || start >= extent || last < 0 || last >= extent)) {
      long outside = start < 0 || start >= extent ? start : last;
      // a place below 0 was counted from the end
      throw RunFailures.indexOutside(outside < 0 ? outside - extent : outside, extent, -1);
    }
  }

  /// The place of each entry, in row-major order.
  public int[] places() {
    return StridedPlaces.of(shape, offset, strides);
  }

  public Tensor of(Tensor x) {
    return Entries.take(x, shape, places());
  }
}
