package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A piece of a text in quotes.
public sealed interface Piece extends Node {
  /// Characters as they are meant: escapes and doubled braces are resolved.
  record Characters(String value, Span span) implements Piece {}

  /// `{r:.3f}`: a value, and after the last colon how to write it. The span has the braces.
  record Value(Expression value, Optional<Format> format, Span span) implements Piece {}

  /// A format such as `.3f`, without the colon.
  record Format(String text, Span span) implements Node {}

  default Piece mapExpressions(UnaryOperator<Expression> f) {
    return switch (this) {
      case Characters _ -> this;
      case Value(Expression value, Optional<Format> format, Span span) -> {
        var now = f.apply(value);
        yield now == value ? this : new Value(now, format, span);
      }
    };
  }
}
