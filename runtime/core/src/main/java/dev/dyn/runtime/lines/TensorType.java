package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// What a value holds: entries of one kind in the given extents, outermost axis first.
public record TensorType(Elem elem, List<Extent> extents) {
  public TensorType {
    extents = List.copyOf(extents);
  }

  @Override
  public String toString() {
    return elem.label() + extents;
  }
}
