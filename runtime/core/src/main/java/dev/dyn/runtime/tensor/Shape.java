package dev.dyn.runtime.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The extents of a tensor, outermost axis first; no extents for a scalar. Storage is row-major.
///
/// A shape is immutable: callers must not write into the array that they pass or get.
public record Shape(int... extents) {
  public static final Shape SCALAR = new Shape();

  public int rank() {
    return extents.length;
  }

  public int extent(int axis) {
    return extents[axis];
  }

  /// The number of entries.
  ///
  /// @throws ArithmeticException if it does not fit an int
  public int size() {
    long size = 1;
    for (int extent : extents) {
      size = Math.multiplyExact(size, extent);
    }
    return Math.toIntExact(size);
  }

  /// The distance in entries between neighbours along each axis.
  public int[] strides() {
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return strides;
  }

  /// This shape with `outer` as a further, outermost axis.
  public Shape under(int outer) {
    int[] more = new int[extents.length + 1];
    more[0] = outer;
    System.arraycopy(extents, 0, more, 1, extents.length);
    return new Shape(more);
  }

  /// This shape without its outermost axis.
  public Shape inner() {
    return extents.length == 1 ? SCALAR : new Shape(Arrays.copyOfRange(extents, 1, extents.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(extents, that.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  @Override
  public String toString() {
    return Arrays.stream(extents)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
