package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `Item.mapExpressions`, one case a kind.
final class ItemRewrite {
  private ItemRewrite() {}

  static Item map(Item item, UnaryOperator<Expression> f) {
    return switch (item) {
      case Item.Quantity q -> q.mapQuantity(f);
      case Item.Let(Binding binding, Optional<String> doc, Span span) -> {
        var now = binding.mapExpressions(f);
        yield now == binding ? item : new Item.Let(now, doc, span);
      }
      case Item.Bind(
              BindKind kind,
              Name name,
              Expression value,
              Optional<String> doc,
              Span span) -> {
        var now = f.apply(value);
        yield now == value ? item : new Item.Bind(kind, name, now, doc, span);
      }
      case Item.FieldOver(
              Name name,
              List<Name> grids,
              Initial initial,
              Optional<String> doc,
              Span span) -> {
        var now = initial.mapExpressions(f);
        yield now == initial ? item : new Item.FieldOver(name, grids, now, doc, span);
      }
      case Item.Forward forward -> forward(forward, f);
      case Item.Ode(Name state, int primes, Expression right, Optional<String> doc, Span span) -> {
        var now = f.apply(right);
        yield now == right ? item : new Item.Ode(state, primes, now, doc, span);
      }
      case Item.Sde(
              Name written,
              boolean stratonovich,
              Expression right,
              Optional<String> doc,
              Span span) -> {
        var now = f.apply(right);
        yield now == right ? item : new Item.Sde(written, stratonovich, now, doc, span);
      }
      case Item.NextState(Name state, Expression right, Optional<String> doc, Span span) -> {
        var now = f.apply(right);
        yield now == right ? item : new Item.NextState(state, now, doc, span);
      }
      case Item.Jump(Expression rate, List<Action> actions, Optional<String> doc, Span span) -> {
        var newRate = f.apply(rate);
        var newActions = Rewrite.all(actions, a -> a.mapExpressions(f));
        yield newRate == rate && newActions == actions
            ? item
            : new Item.Jump(newRate, newActions, doc, span);
      }
      case Item.Event(
              Expression condition,
              List<Action> actions,
              Optional<String> doc,
              Span span) -> {
        var newCondition = f.apply(condition);
        var newActions = Rewrite.all(actions, a -> a.mapExpressions(f));
        yield newCondition == condition && newActions == actions
            ? item
            : new Item.Event(newCondition, newActions, doc, span);
      }
      case Item.Constraint(
              Expression.Number left,
              Expression right,
              Optional<String> doc,
              Span span) -> {
        var now = f.apply(right);
        yield now == right ? item : new Item.Constraint(left, now, doc, span);
      }
      case Item.PerTensor _, Item.Broken _ -> item;
      case Item.Loss(Expression value, Optional<Name> player, Optional<String> doc, Span span) -> {
        var now = f.apply(value);
        yield now == value ? item : new Item.Loss(now, player, doc, span);
      }
      case Item.UseRule(Expression rule, Optional<Name> player, Span span) -> {
        var now = f.apply(rule);
        yield now == rule ? item : new Item.UseRule(now, player, span);
      }
      case Item.ForLength(Expression count, Item.Pace pace, Span span) -> {
        var now = f.apply(count);
        yield now == count ? item : new Item.ForLength(now, pace, span);
      }
      case Item.EveryEpoch(List<Statement> body, Span span) -> {
        var now = Rewrite.all(body, s -> s.mapExpressions(f));
        yield now == body ? item : new Item.EveryEpoch(now, span);
      }
      case Item.EverySteps(Expression count, List<Statement> body, Span span) -> {
        var newCount = f.apply(count);
        var newBody = Rewrite.all(body, s -> s.mapExpressions(f));
        yield newCount == count && newBody == body
            ? item
            : new Item.EverySteps(newCount, newBody, span);
      }
      case Item.ForTime(Name time, Expression between, List<Argument> arguments, Span span) -> {
        var newBetween = f.apply(between);
        var newArguments = Rewrite.all(arguments, a -> a.mapExpressions(f));
        yield newBetween == between && newArguments == arguments
            ? item
            : new Item.ForTime(time, newBetween, newArguments, span);
      }
      case Item.EveryTime(Expression distance, List<Statement> body, Span span) -> {
        var newDistance = f.apply(distance);
        var newBody = Rewrite.all(body, s -> s.mapExpressions(f));
        yield newDistance == distance && newBody == body
            ? item
            : new Item.EveryTime(newDistance, newBody, span);
      }
      case Item.Stop(Expression condition, Span span) -> {
        var now = f.apply(condition);
        yield now == condition ? item : new Item.Stop(now, span);
      }
    };
  }

  private static Item forward(Item.Forward forward, UnaryOperator<Expression> f) {
    var parameters = Rewrite.all(forward.parameters(), p -> p.mapExpressions(f));
    var result = Rewrite.optional(forward.result(), t -> t.mapExpressions(f));
    var body = f.apply(forward.body());
    boolean same =
        parameters == forward.parameters() && result == forward.result() && body == forward.body();
    return same
        ? forward
        : new Item.Forward(parameters, result, body, forward.doc(), forward.span());
  }
}
