package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Views of views: where a part of a tensor lies when the tensor itself is a view.
final class Composed {
  private Composed() {}

  /// The entries of `whole` that `part` picks: `part` is a view of a tensor with the extents of
  /// `whole`, laid out densely. Empty if strides cannot say it.
  static Optional<View> of(View whole, View part) {
    return parent(part, whole.shape().size())
        .flatMap(extents -> whole.reshaped(new View(part.root(), 0, extents, extents).shape()))
        .map(fine -> picked(fine, part));
  }

  /// Extents of the dense tensor of `size` entries of which `part` takes some along each axis.
  private static Optional<List<Integer>> parent(View part, int size) {
    List<Integer> extents = new ArrayList<>();
    int outer = size;
    for (int axis = 0; axis < part.rank(); axis++) {
      int stride = part.strides().get(axis);
      if (stride <= 0 || outer % stride != 0) {
        return Optional.empty();
      }
      extents.add(outer / stride);
      outer = stride;
    }
    return outer == 1 && isInside(part, extents) ? Optional.of(extents) : Optional.empty();
  }

  private static boolean isInside(View part, List<Integer> extents) {
    int rest = part.offset();
    for (int axis = 0; axis < part.rank(); axis++) {
      int start = rest / part.strides().get(axis);
      rest %= part.strides().get(axis);
      if (start + part.extents().get(axis) > extents.get(axis)) {
        return false;
      }
    }
    return true;
  }

  private static View picked(View fine, View part) {
    int offset = fine.offset();
    int rest = part.offset();
    for (int axis = 0; axis < part.rank(); axis++) {
      offset += rest / part.strides().get(axis) * fine.strides().get(axis);
      rest %= part.strides().get(axis);
    }
    return new View(fine.root(), offset, part.extents(), fine.strides());
  }

  /// The view without axes of extent 1.
  static View squeezed(View view) {
    List<Integer> extents = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int axis = 0; axis < view.rank(); axis++) {
      if (view.extents().get(axis) != 1) {
        extents.add(view.extents().get(axis));
        strides.add(view.strides().get(axis));
      }
    }
    return new View(view.root(), view.offset(), extents, strides);
  }
}
