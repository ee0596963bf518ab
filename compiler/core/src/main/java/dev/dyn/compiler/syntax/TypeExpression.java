package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A type as written: `real`, `int[n]`, `[batch, 2*n]`, `[.., 3]`.
///
/// @param name the element type; absent in the short form `[n, m]`, which means `real[n, m]`
/// @param shape the dimensions; absent where no brackets were written
public record TypeExpression(Optional<Name> name, Optional<List<Dimension>> shape, Span span)
    implements Node {
  public TypeExpression {
    shape = shape.map(List::copyOf);
  }

  /// The dimensions, none for a scalar.
  public List<Dimension> dimensions() {
    return shape.orElse(List.of());
  }

  public TypeExpression mapExpressions(UnaryOperator<Expression> f) {
    var newShape = Rewrite.optional(shape, s -> Rewrite.all(s, d -> d.mapExpressions(f)));
    return newShape == shape ? this : new TypeExpression(name, newShape, span);
  }

  /// One dimension of a shape.
  public sealed interface Dimension extends Node {
    /// `..`: any dimensions before the others.
    record Rest(Span span) implements Dimension {}

    /// A natural number, over integer parameters and named dimensions.
    record Size(Expression value, Span span) implements Dimension {}

    default Dimension mapExpressions(UnaryOperator<Expression> f) {
      return switch (this) {
        case Rest _ -> this;
        case Size(Expression value, Span span) -> {
          var now = f.apply(value);
          yield now == value ? this : new Size(now, span);
        }
      };
    }
  }
}
