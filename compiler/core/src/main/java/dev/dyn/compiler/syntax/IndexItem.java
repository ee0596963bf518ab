package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.function.UnaryOperator;

/// One place between the brackets of `A[…]`.
public sealed interface IndexItem extends Node {
  /// `A[i]`, `A[2..<5]` (a `Range`), or `A[idx]` with a tensor of integers.
  record At(Expression value, Span span) implements IndexItem {}

  /// `A[4..]`: from there to the end.
  record From(Expression start, Span span) implements IndexItem {}

  /// `A[..<5]`: from the beginning to before there.
  record Until(Expression end, Span span) implements IndexItem {}

  /// `A[.., 0]`: all dimensions that are left.
  record Rest(Span span) implements IndexItem {}

  default IndexItem mapExpressions(UnaryOperator<Expression> f) {
    return switch (this) {
      case At(Expression value, Span span) -> {
        var now = f.apply(value);
        yield now == value ? this : new At(now, span);
      }
      case From(Expression start, Span span) -> {
        var now = f.apply(start);
        yield now == start ? this : new From(now, span);
      }
      case Until(Expression end, Span span) -> {
        var now = f.apply(end);
        yield now == end ? this : new Until(now, span);
      }
      case Rest _ -> this;
    };
  }
}
