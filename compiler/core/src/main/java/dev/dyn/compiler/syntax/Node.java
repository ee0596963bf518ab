package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;

/// Anything in the tree that has a place.
public interface Node {
  /// From the first character to after the last one; without comments before it.
  Span span();
}
