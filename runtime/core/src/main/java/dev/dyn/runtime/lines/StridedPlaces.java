package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Shape;

/// Lists of places in a row-major storage that are regular: `offset + sum of index[k]*stride[k]`
/// for all indices of a shape, in row-major order.
final class StridedPlaces {
  private StridedPlaces() {}

  static int[] of(Shape shape, int offset, int[] strides) {
    int[] places = new int[shape.size()];
    if (places.length > 0) {
      places[0] = offset;
    }
    int filled = 1; // the block of the inner axes that is finished; each axis repeats it
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int extent = places.length == 0 ? 0 : shape.extent(axis);
      for (int i = 1; i < extent; i++) {
        for (int k = 0; k < filled; k++) {
          places[i * filled + k] = places[k] + i * strides[axis];
        }
      }
      filled *= extent;
    }
    return places;
  }
}
