package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;

/// A name as it was written, declared or used.
public record Name(String text, Span span) implements Node {
  @Override
  public String toString() {
    return text;
  }
}
