package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What stands in a system, network, rule, training, or `train { }`. One family for all of them:
/// the checker says what may stand where. `doc` is the Markdown of the `///` lines before the item.
public sealed interface Item extends Node {

  /// `param k = 2.0`, `state x: [n] ~ normal(0, 1)`, `output y = …`, and the like.
  record Quantity(
      QuantityKind kind,
      Name name,
      Optional<TypeExpression> type,
      Initial initial,
      Optional<String> doc,
      Span span)
      implements Item {

    Quantity mapQuantity(UnaryOperator<Expression> f) {
      var newType = Rewrite.optional(type, t -> t.mapExpressions(f));
      var newInitial = initial.mapExpressions(f);
      return newType == type && newInitial == initial
          ? this
          : new Quantity(kind, name, newType, newInitial, doc, span);
    }
  }

  /// `let e = …`.
  record Let(Binding binding, Optional<String> doc, Span span) implements Item {}

  /// `part a = Other(u: b.y)`, `model net = …`, `layer l = …`, `on batch = …`, `grid x = …`.
  record Bind(BindKind kind, Name name, Expression value, Optional<String> doc, Span span)
      implements Item {}

  /// `field u over x, y = …`.
  record FieldOver(Name name, List<Name> grids, Initial initial, Optional<String> doc, Span span)
      implements Item {
    public FieldOver {
      grids = List.copyOf(grids);
    }
  }

  /// `forward(x: [.., a]) -> [.., b] = …`.
  record Forward(
      List<Parameter> parameters,
      Optional<TypeExpression> result,
      Expression body,
      Optional<String> doc,
      Span span)
      implements Item {
    public Forward {
      parameters = List.copyOf(parameters);
    }
  }

  /// `x' = …`, with two primes `x'' = …`.
  record Ode(Name state, int primes, Expression right, Optional<String> doc, Span span)
      implements Item {}

  /// `dx = …*dt + …*dW`, the left side as written: taking off the `d` needs the states.
  record Sde(Name written, boolean stratonovich, Expression right, Optional<String> doc, Span span)
      implements Item {}

  /// `next x = …`.
  record NextState(Name state, Expression right, Optional<String> doc, Span span) implements Item {}

  /// `at rate r { … }`.
  record Jump(Expression rate, List<Action> actions, Optional<String> doc, Span span)
      implements Item {
    public Jump {
      actions = List.copyOf(actions);
    }
  }

  /// `when cond { … }`.
  record Event(Expression condition, List<Action> actions, Optional<String> doc, Span span)
      implements Item {
    public Event {
      actions = List.copyOf(actions);
    }
  }

  /// `0 = g(x, y)`; the checker insists on the zero.
  record Constraint(Expression.Number left, Expression right, Optional<String> doc, Span span)
      implements Item {}

  /// `per tensor`.
  record PerTensor(Span span) implements Item {}

  /// `loss …`, `loss … for player`.
  record Loss(Expression value, Optional<Name> player, Optional<String> doc, Span span)
      implements Item {}

  /// `rule Adam(lr: 0.01)` or `rule GradientFlow for player`: a name, a field of an import, or a
  /// call of them.
  record UseRule(Expression rule, Optional<Name> player, Span span) implements Item {}

  /// `for 400 steps`, `for 30 epochs`.
  record ForLength(Expression count, Pace pace, Span span) implements Item {}

  /// `for t in 0..10, method: tsit5(rtol: 1e-9)`.
  record ForTime(Name time, Expression between, List<Argument> arguments, Span span)
      implements Item {
    public ForTime {
      arguments = List.copyOf(arguments);
    }
  }

  /// `every epoch { … }`.
  record EveryEpoch(List<Statement> body, Span span) implements Item {
    public EveryEpoch {
      body = List.copyOf(body);
    }
  }

  /// `every 10 steps { … }`.
  record EverySteps(Expression count, List<Statement> body, Span span) implements Item {
    public EverySteps {
      body = List.copyOf(body);
    }
  }

  /// `every 0.5 { … }`, in time.
  record EveryTime(Expression distance, List<Statement> body, Span span) implements Item {
    public EveryTime {
      body = List.copyOf(body);
    }
  }

  /// `stop when cond`.
  record Stop(Expression condition, Span span) implements Item {}

  /// What could not be read; reported. The names it probably declares, so that uses are not
  /// unknown.
  record Broken(List<Name> names, Span span) implements Item {
    public Broken {
      names = List.copyOf(names);
    }
  }

  /// In what a training's length is counted.
  enum Pace {
    STEPS,
    EPOCHS
  }

  /// The same item with `f` applied to each expression that stands directly in it, in the order of
  /// the text; this item itself if none changed. Statements and actions inside are followed.
  default Item mapExpressions(UnaryOperator<Expression> f) {
    return ItemRewrite.map(this, f);
  }
}
