package dev.dyn.runtime.lines;

import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The meaning of reindexing: for each result entry the place that it comes from, or for each
/// operand entry the place where it goes.
final class Moves {
  private Moves() {}

  static Tensor transposed(Tensor x, List<Integer> order) {
    return StridedView.transposed(x.shape(), order).of(x);
  }

  static Tensor broadcast(Tensor x, Shape shape, List<Integer> axes) {
    return StridedView.broadcast(x.shape(), shape, axes).of(x);
  }

  static Tensor padded(Tensor x, int axis, int start, int total, int stride) {
    requireInside(total, start, x.shape().extent(axis), stride);
    Tensor result = Tensor.zeros(x.elem(), with(x.shape(), axis, total));
    int[] strides = result.shape().strides();
    int offset = start * strides[axis];
    strides[axis] *= stride;
    Entries.put(x, StridedPlaces.of(x.shape(), offset, strides), result);
    return result;
  }

  /// The front end keeps padding inside; one outside would be our mistake and must not read a
  /// neighbour's entries.
  private static void requireInside(int extent, int start, int size, int stride) {
    int last = start + (size - 1) * stride;
    if (size > 0 && (start < 0 || start >= extent || last < 0 || last >= extent)) {
      throw new IllegalArgumentException(
          "entries " + start + " to " + last + " of an axis of length " + extent);
    }
  }

  static Tensor concatenated(List<Tensor> args, int axis) {
    int total = args.stream().mapToInt(x -> x.shape().extent(axis)).sum();
    Tensor first = args.getFirst();
    Tensor result = Tensor.zeros(first.elem(), with(first.shape(), axis, total));
    int[] strides = result.shape().strides();
    int start = 0;
    for (Tensor x : args) {
      Entries.put(x, StridedPlaces.of(x.shape(), start * strides[axis], strides), result);
      start += x.shape().extent(axis);
    }
    return result;
  }

  static Tensor gathered(Tensor source, List<Tensor> indices, int batch) {
    Shape where = indices.getFirst().shape();
    Shape rest = tail(source.shape(), batch + indices.size());
    Shape shape = joined(where, rest);
    return Entries.take(source, shape, lookedUp(source.shape(), indices, batch));
  }

  static Tensor scattered(Tensor updates, List<Tensor> indices, int batch, Shape shape) {
    Tensor result = Tensor.zeros(updates.elem(), shape);
    Entries.add(updates, lookedUp(shape, indices, batch), result);
    return result;
  }

  /// For each entry of `[batch…, where…, rest…]` the place in `source` = `[batch…, looked-up…,
  /// rest…]` that the indices point to.
  private static int[] lookedUp(Shape source, List<Tensor> indices, int batch) {
    int rest = tail(source, batch + indices.size()).size();
    int lookedUp = 1;
    for (int k = 0; k < indices.size(); k++) {
      lookedUp *= source.extent(batch + k);
    }
    Shape where = indices.getFirst().shape();
    int each = tail(where, batch).size();
    int[] places = new int[where.size() * rest];
    for (int w = 0; w < where.size(); w++) {
      int place = 0;
      for (int k = 0; k < indices.size(); k++) {
        int extent = source.extent(batch + k);
        place = place * extent + inside(indices.get(k).intAt(w), extent);
      }
      int start = (w / each * lookedUp + place) * rest;
      for (int r = 0; r < rest; r++) {
        places[w * rest + r] = start + r;
      }
    }
    return places;
  }

  private static int inside(long index, int extent) {
    long fromStart = index < 0 ? index + extent : index;
    if (fromStart < 0 || fromStart >= extent) {
      throw RunFailures.indexOutside(index, extent, -1);
    }
    return (int) fromStart;
  }

  private static Shape with(Shape shape, int axis, int extent) {
    int[] extents = shape.extents().clone();
    extents[axis] = extent;
    return new Shape(extents);
  }

  private static Shape tail(Shape shape, int from) {
    return new Shape(Arrays.copyOfRange(shape.extents(), from, shape.rank()));
  }

  private static Shape joined(Shape outer, Shape inner) {
    int[] all = Arrays.copyOf(outer.extents(), outer.rank() + inner.rank());
    System.arraycopy(inner.extents(), 0, all, outer.rank(), inner.rank());
    return new Shape(all);
  }
}
