package dev.dyn.jvm.array;

import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A tensor as a window onto the row-major entries of a root: entry i of the tensor is entry
/// `offset + sum(i[k] * strides[k])` of the root. Reindexing makes new windows and moves nothing.
record View(Root root, int offset, List<Integer> extents, List<Integer> strides) {
  View {
    extents = List.copyOf(extents);
    strides = List.copyOf(strides);
  }

  /// All entries of `root`, in order.
  static View whole(Root root, Shape shape) {
    return new View(root, 0, boxed(shape.extents()), boxed(shape.strides()));
  }

  static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  Shape shape() {
    return new Shape(extents.stream().mapToInt(Integer::intValue).toArray());
  }

  int rank() {
    return extents.size();
  }

  /// Whether the entries lie one after the other.
  boolean isContiguous() {
    List<Integer> dense = boxed(shape().strides());
    for (int axis = 0; axis < rank(); axis++) {
      if (extents.get(axis) > 1 && !strides.get(axis).equals(dense.get(axis))) {
        return false;
      }
    }
    return true;
  }

  View transposed(List<Integer> order) {
    return new View(
        root,
        offset,
        order.stream().map(extents::get).toList(),
        order.stream().map(strides::get).toList());
  }

  View broadcast(Shape shape, List<Integer> axes) {
    Integer[] wide = new Integer[shape.rank()];
    Arrays.fill(wide, 0);
    for (int k = 0; k < axes.size(); k++) {
      wide[axes.get(k)] = strides.get(k);
    }
    return new View(root, offset, boxed(shape.extents()), List.of(wide));
  }

  View slice(int axis, int start, int size, int stride) {
    List<Integer> other = new ArrayList<>(extents);
    List<Integer> steps = new ArrayList<>(strides);
    other.set(axis, size);
    steps.set(axis, strides.get(axis) * stride);
    return new View(root, offset + start * strides.get(axis), other, steps);
  }

  /// The entries at `index` along `axis`, which vanishes.
  View pick(int axis, int index) {
    View one = slice(axis, index, 1, 1);
    List<Integer> other = new ArrayList<>(one.extents);
    List<Integer> steps = new ArrayList<>(one.strides);
    other.remove(axis);
    steps.remove(axis);
    return new View(root, one.offset, other, steps);
  }

  /// The same entries in the same order under other extents, if a window can say that.
  Optional<View> reshaped(Shape shape) {
    if (shape.size() == 0) {
      return Optional.of(new View(root, offset, boxed(shape.extents()), boxed(shape.strides())));
    }
    List<Integer> steps = new ArrayList<>();
    List<Run> runs = runs();
    int run = 0;
    int left = 1;
    int step = 0;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int extent = shape.extent(axis);
      if (extent == 1) {
        steps.addFirst(0);
        continue;
      }
      if (left == 1) {
        if (run == runs.size()) {
          return Optional.empty();
        }
        left = runs.get(run).extent;
        step = runs.get(run).stride;
        run++;
      }
      if (left % extent != 0) {
        return Optional.empty();
      }
      steps.addFirst(step);
      step *= extent;
      left /= extent;
    }
    return Optional.of(new View(root, offset, boxed(shape.extents()), steps));
  }

  private record Run(int extent, int stride) {}

  /// The axes from the innermost outwards, with those that continue each other as one and without
  /// those of extent 1.
  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int axis = rank() - 1; axis >= 0; axis--) {
      int extent = extents.get(axis);
      int stride = strides.get(axis);
      if (extent == 1) {
        continue;
      }
      Run last = runs.isEmpty() ? new Run(0, 0) : runs.getLast();
      if (!runs.isEmpty() && stride == last.extent * last.stride) {
        runs.set(runs.size() - 1, new Run(last.extent * extent, last.stride));
      } else {
        runs.add(new Run(extent, stride));
      }
    }
    return runs;
  }
}
