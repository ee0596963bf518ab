package dev.dyn.runtime.exec;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;

/// A place in a [Memory]: `shape.size()` entries of kind `elem` from `offset` on, row-major.
///
/// In a kernel for `lanes` members the entries of one element lie side by side: element k of member
/// l is at `offset + k*lanes + l`, so a slot takes `size*lanes` entries.
public record Slot(Elem elem, int offset, Shape shape) {
  public int size() {
    return shape.size();
  }
}
