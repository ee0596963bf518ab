package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `i in 0..<n`, `s in starts`, or `i` alone where indexing gives the range.
public record Generator(Name index, Optional<Expression> range, Span span) implements Node {
  public Generator mapExpressions(UnaryOperator<Expression> f) {
    var now = Rewrite.optional(range, f);
    return now == range ? this : new Generator(index, now, span);
  }
}
