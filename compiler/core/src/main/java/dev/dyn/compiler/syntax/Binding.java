package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `x = 1`, `x: real = 1`, or, with several names, a value taken apart: `a, b = split(d, 0.8)`.
///
/// @param names one or more
/// @param type only where there is one name
public record Binding(List<Name> names, Optional<TypeExpression> type, Expression value, Span span)
    implements Node {
  public Binding {
    names = List.copyOf(names);
  }

  /// The first, mostly only, name.
  public Name name() {
    return names.getFirst();
  }

  public boolean takesApart() {
    return names.size() > 1;
  }

  public Binding mapExpressions(UnaryOperator<Expression> f) {
    var newType = Rewrite.optional(type, t -> t.mapExpressions(f));
    var newValue = f.apply(value);
    return newType == type && newValue == value
        ? this
        : new Binding(names, newType, newValue, span);
  }
}
