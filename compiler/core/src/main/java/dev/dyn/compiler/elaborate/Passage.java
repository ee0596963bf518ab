package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import java.util.List;

/// A declaration, statement or item, with a number that follows from what it is called and from
/// what the passages around it are called.
///
/// @param inner the passages directly in this one, in the order of the text
record Passage(Span span, long number, List<Passage> inner) {
  Passage {
    inner = List.copyOf(inner);
  }

  /// The smallest passage in this one that has a character at `offset`; this one if none has.
  Passage around(int offset) {
    for (Passage passage : inner) {
      if (passage.has(offset)) {
        return passage.around(offset);
      }
    }
    return this;
  }

  /// Whether the character at `offset` is in a passage inside this one.
  boolean isInside(int offset) {
    return inner.stream().anyMatch(passage -> passage.has(offset));
  }

  private boolean has(int offset) {
    return span.start() <= offset && offset < span.end();
  }
}
