package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
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
  void learn(Type type, Tensor value) {
    Shape shape = value.shape();
    if (type.elem() != value.elem() || type.rank() != shape.rank()) {
      throw mismatch(type, value);
    }
    for (int axis = 0; axis < type.rank(); axis++) {
      if (!learn(type.dim(axis), shape.extent(axis))) {
        throw mismatch(type, value);
      }
    }
  }

  private static IllegalArgumentException mismatch(Type type, Tensor value) {
    return new IllegalArgumentException(
        "a tensor of type " + value.elem().label() + value.shape() + " was given for " + type);
  }

  /// Whether `dim` can be `extent`; a single unknown name of degree one is solved for.
  private boolean learn(Dim dim, long extent) {
    Dim rest = substituted(dim);
    if (rest.isKnown()) {
      return rest.value() == extent;
    }
    List<String> names = List.copyOf(rest.names());
    long factor = rest.terms().getOrDefault(List.of(names.getFirst()), 0L);
    long constant = rest.terms().getOrDefault(List.of(), 0L);
    boolean linear = factor != 0 && rest.terms().size() <= 2;
    if (!linear || names.size() > 1 || (constant != 0) != (rest.terms().size() == 2)) {
      return true; // several unknowns: another tensor will tell
    }
    known.put(names.getFirst(), (extent - constant) / factor);
    return (extent - constant) % factor == 0;
  }

  private Dim substituted(Dim dim) {
    return dim.substitute(
        name -> known.containsKey(name) ? Dim.of(known.get(name)) : Dim.named(name));
  }

  /// The value of `dim`.
  ///
  /// @throws IllegalStateException if it has a name that is not known yet
  long value(Dim dim) {
    return dim.isKnown() ? dim.value() : substituted(dim).value();
  }

  int extent(Dim dim) {
    return Math.toIntExact(value(dim));
  }

  Shape shape(List<Dim> dims) {
    return new Shape(dims.stream().mapToInt(this::extent).toArray());
  }
}
