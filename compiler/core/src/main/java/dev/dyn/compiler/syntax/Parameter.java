package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A parameter of a function, of `forward`, or of a declaration's header: `lr: real = 0.1`.
public record Parameter(
    Name name, Optional<TypeExpression> type, Optional<Expression> fallback, Span span)
    implements Node {

  public Parameter mapExpressions(UnaryOperator<Expression> f) {
    var newType = Rewrite.optional(type, t -> t.mapExpressions(f));
    var newFallback = Rewrite.optional(fallback, f);
    return newType == type && newFallback == fallback
        ? this
        : new Parameter(name, newType, newFallback, span);
  }
}
