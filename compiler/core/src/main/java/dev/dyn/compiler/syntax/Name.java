package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/// A name as it was written, declared or used.
public record Name(String text, Span span) implements Node {
  /// Several as they are written: `a, b`.
  public static String joined(List<Name> names) {
    return names.stream().map(Name::text).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return text;
  }
}
