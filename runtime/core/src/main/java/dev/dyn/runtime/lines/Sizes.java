package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the named sizes of a block are in one run.
///
/// Names are learnt from tensors: a parameter of type `f64[n, 2*n + 1]` that is handed a `[3, 7]`
/// says that n is 3, and 7 agrees.
final class Sizes {
  private final Map<String, Long> known;

  Sizes() {
    this(new HashMap<>());
  }

  private Sizes(Map<String, Long> known) {
    this.known = known;
  }

  /// The same knowledge, to be added to for an inner block.
  Sizes copy() {
    return new Sizes(new HashMap<>(known));
  }

  /// Learns the names in `type` from a tensor that has this type.
  ///
  /// @throws IllegalArgumentException if it does not have it
  void learn(TensorType type, Tensor value) {
    Shape shape = value.shape();
    boolean fits = type.elem() == value.elem() && type.extents().size() == shape.rank();
    for (int axis = 0; fits && axis < shape.rank(); axis++) {
      fits = learn(type.extents().get(axis), shape.extent(axis));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a tensor of type " + value.elem().label() + shape + " was given for " + type);
    }
  }

  /// Whether `size` can be `extent`; a single unknown name of degree one is solved for.
  private boolean learn(Extent size, long extent) {
    long constant = 0;
    long factor = 0;
    String unknown = "";
    for (Extent.Term term : size.terms()) {
      long product = term.factor();
      List<String> open = term.names().stream().filter(name -> !known.containsKey(name)).toList();
      for (String name : term.names()) {
        product *= known.getOrDefault(name, 1L);
      }
      if (open.isEmpty()) {
        constant += product;
      } else if (open.size() == 1 && (unknown.isEmpty() || unknown.equals(open.getFirst()))) {
        unknown = open.getFirst();
        factor += product;
      } else {
        return true; // several unknowns: another tensor will tell
      }
    }
    if (factor == 0) {
      return constant == extent;
    }
    known.put(unknown, (extent - constant) / factor);
    return (extent - constant) % factor == 0;
  }

  /// The value of `size`.
  ///
  /// @throws IllegalStateException if it has a name that is not known yet
  long value(Extent size) {
    return size.value(known);
  }

  int extent(Extent size) {
    return Math.toIntExact(value(size));
  }

  Shape shape(List<Extent> extents) {
    int[] sizes = new int[extents.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = extent(extents.get(axis));
    }
    return new Shape(sizes);
  }
}
