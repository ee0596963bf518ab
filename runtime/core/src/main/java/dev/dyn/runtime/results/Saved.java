package dev.dyn.runtime.results;

import java.util.Optional;

/// A `save`: what goes into which file. The name is as the program gives it, relative or not.
///
/// @param graph what a network does with its weights, which are the columns, where the file holds
///   that too
public record Saved(String file, Columns columns, Optional<OnnxGraph> graph) {
  /// A table or weights alone.
  public Saved(String file, Columns columns) {
    this(file, columns, Optional.empty());
  }
}
