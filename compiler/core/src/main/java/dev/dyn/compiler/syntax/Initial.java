package dev.dyn.compiler.syntax;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a declared quantity starts with.
public sealed interface Initial {
  /// Nothing was written.
  record Absent() implements Initial {}

  /// `= 1.0`
  record Value(Expression value) implements Initial {}

  /// `~ normal(0, 1)`
  record Drawn(Expression distribution) implements Initial {}

  /// The one absent start.
  Initial ABSENT = new Absent();

  /// The expression after `=` or `~`, if there is one.
  default Optional<Expression> expression() {
    return switch (this) {
      case Absent _ -> Optional.empty();
      case Value(Expression value) -> Optional.of(value);
      case Drawn(Expression distribution) -> Optional.of(distribution);
    };
  }

  default Initial mapExpressions(UnaryOperator<Expression> f) {
    return switch (this) {
      case Absent _ -> this;
      case Value(Expression value) -> {
        var now = f.apply(value);
        yield now == value ? this : new Value(now);
      }
      case Drawn(Expression distribution) -> {
        var now = f.apply(distribution);
        yield now == distribution ? this : new Drawn(now);
      }
    };
  }
}
