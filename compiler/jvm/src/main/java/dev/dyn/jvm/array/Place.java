package dev.dyn.jvm.array;

import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// A stretch of entries that a loop reads or writes: entry `base + sum(index * stride)` at each
/// point of the loop.
///
/// @param strides for each axis of the loop
/// @param shift how far the number of a block's first row or of a turn moves it, see [Shifts]
record Place(Source source, Elem elem, int base, List<Integer> strides, int shift) {
  Place {
    strides = List.copyOf(strides);
  }

  /// A place that stays where it is.
  Place(Source source, Elem elem, int base, List<Integer> strides) {
    this(source, elem, base, strides, 0);
  }

  enum Source {
    /// The kernel's memory.
    MEMORY,
    /// The kernel's constants.
    TABLE,
    /// No memory: the entry number itself.
    COUNTER,
    /// A scratch stretch for one tile of the innermost axis.
    TILE,
    /// The 16 virtual lanes of a sum.
    LANES
  }

  /// The distance between neighbours along the innermost axis.
  int step() {
    return switch (source) {
      case TILE -> 1;
      case LANES -> 0;
      case MEMORY, TABLE, COUNTER -> strides.getLast();
    };
  }

  Place withStrides(List<Integer> other) {
    return new Place(source, elem, base, other, shift);
  }
}
