package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/// What happens when a jump or an event fires.
public sealed interface Action extends Node {
  /// `x := …`, `x[i] := …`.
  record Assign(Name target, List<IndexItem> indices, Expression value, Span span)
      implements Action {
    public Assign {
      indices = List.copyOf(indices);
    }
  }

  /// `draw z ~ normal(0, 1)`: fresh at every firing.
  record Draw(Item.Quantity quantity, Span span) implements Action {}

  /// `let e = …`.
  record Let(Binding binding, Span span) implements Action {}

  /// What could not be read; reported.
  record Broken(Span span) implements Action {}

  default Action mapExpressions(UnaryOperator<Expression> f) {
    return switch (this) {
      case Assign(Name target, List<IndexItem> indices, Expression value, Span span) -> {
        var newIndices = Rewrite.all(indices, i -> i.mapExpressions(f));
        var newValue = f.apply(value);
        yield newIndices == indices && newValue == value
            ? this
            : new Assign(target, newIndices, newValue, span);
      }
      case Draw(Item.Quantity quantity, Span span) -> {
        var now = quantity.mapQuantity(f);
        yield now == quantity ? this : new Draw(now, span);
      }
      case Let(Binding binding, Span span) -> {
        var now = binding.mapExpressions(f);
        yield now == binding ? this : new Let(now, span);
      }
      case Broken _ -> this;
    };
  }
}
