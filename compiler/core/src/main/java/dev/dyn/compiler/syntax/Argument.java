package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/// An argument of a call.
public sealed interface Argument extends Node {
  /// The expression that is given.
  Expression value();

  /// `f(x)`.
  record Positional(Expression value, Span span) implements Argument {}

  /// `f(tol: x)`.
  record Named(Name name, Expression value, Span span) implements Argument {}

  /// `sum(x[i] for i in 0..<n)`: the value is reduced over the generators.
  record Comprehended(Expression value, List<Generator> generators, Span span) implements Argument {
    public Comprehended {
      generators = List.copyOf(generators);
    }
  }

  default Argument mapExpressions(UnaryOperator<Expression> f) {
    var now = f.apply(value());
    return switch (this) {
      case Positional(_, Span span) -> now == value() ? this : new Positional(now, span);
      case Named(Name name, _, Span span) -> now == value() ? this : new Named(name, now, span);
      case Comprehended(Expression value, List<Generator> generators, Span span) -> {
        var ranges = Rewrite.all(generators, g -> g.mapExpressions(f));
        yield now == value && ranges == generators ? this : new Comprehended(now, ranges, span);
      }
    };
  }
}
