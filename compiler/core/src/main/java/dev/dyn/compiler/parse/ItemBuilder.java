package dev.dyn.compiler.parse;

import static dev.dyn.compiler.parse.Places.name;
import static dev.dyn.compiler.parse.Places.names;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.grammar.DynLexer;
import dev.dyn.grammar.DynParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Builds what stands in systems, networks, rules, trainings and `train { }`.
final class ItemBuilder {
  private final Docs docs;
  private final ExpressionBuilder expressions;
  private final TreeBuilder trees;

  ItemBuilder(Docs docs, ExpressionBuilder expressions, TreeBuilder trees) {
    this.docs = docs;
    this.expressions = expressions;
    this.trees = trees;
  }

  List<Item> body(BodyContext body) {
    var items = new ArrayList<Item>();
    for (var line : body.itemLine()) {
      var item = line.item();
      if (TreeBuilder.isBroken(line, item)) {
        items.add(new Item.Broken(Places.declared(line), Places.of(line)));
      } else {
        items.addAll(items(item, docs.take((Lexeme) item.getStart()), Places.of(item)));
      }
    }
    return items;
  }

  private List<? extends Item> items(ItemContext item, Optional<String> doc, Span span) {
    return switch (item) {
      case QuantityItemContext c -> {
        var kind = QuantityKind.valueOf(upper(c.kind));
        yield trees.each(c.quantity(), span, q -> q, (q, place) -> quantity(kind, q, doc, place));
      }
      case LetItemContext c ->
          trees.bindings(c.bindings(), span, (b, place) -> new Item.Let(b, doc, place));
      case BindItemContext c -> {
        var kind = BindKind.valueOf(upper(c.kind));
        yield trees.each(
            c.made(),
            span,
            m -> m,
            (m, place) ->
                new Item.Bind(kind, name(m.ident()), expressions.of(m.expr()), doc, place));
      }
      default -> List.of(single(item, doc, span));
    };
  }

  private Item single(ItemContext item, Optional<String> doc, Span span) {
    return switch (item) {
      case FieldItemContext c -> {
        var all = names(c.ident());
        var grids = all.subList(1, all.size());
        yield new Item.FieldOver(all.getFirst(), grids, initial(c.op, c.expr()), doc, span);
      }
      case ForwardItemContext c ->
          new Item.Forward(
              expressions.parameters(c.parameters()),
              expressions.result(c.result()),
              expressions.of(c.expr()),
              doc,
              span);
      case OdeItemContext c ->
          new Item.Ode(name(c.ident()), c.PRIME().size(), expressions.of(c.expr()), doc, span);
      case SdeItemContext c -> {
        boolean stratonovich = c.STRATONOVICH() != null;
        yield new Item.Sde(name(c.ident()), stratonovich, expressions.of(c.expr()), doc, span);
      }
      case NextItemContext c ->
          new Item.NextState(name(c.ident()), expressions.of(c.expr()), doc, span);
      case JumpItemContext c ->
          new Item.Jump(expressions.of(c.expr()), actions(c.actions()), doc, span);
      case EventItemContext c ->
          new Item.Event(expressions.of(c.expr()), actions(c.actions()), doc, span);
      case ConstraintItemContext c -> {
        var left = (Expression.Number) expressions.number(c.NUMBER().getSymbol());
        yield new Item.Constraint(left, expressions.of(c.expr()), doc, span);
      }
      case PerTensorItemContext _ -> new Item.PerTensor(span);
      case LossItemContext c -> {
        var player = Optional.ofNullable(c.ident()).map(Places::name);
        yield new Item.Loss(expressions.of(c.expr()), player, doc, span);
      }
      case RuleItemContext c -> {
        var player = Optional.ofNullable(c.player).map(Places::name);
        yield new Item.UseRule(rule(c), player, span);
      }
      case ForItemContext c -> {
        var pace = c.pace.getType() == DynLexer.STEPS ? Item.Pace.STEPS : Item.Pace.EPOCHS;
        yield new Item.ForLength(expressions.of(c.expr()), pace, span);
      }
      case EveryItemContext c -> {
        var body = trees.statements().block(c.block());
        if (c.EPOCH() != null) {
          yield new Item.EveryEpoch(body, span);
        }
        var count = expressions.of(c.expr());
        yield c.STEPS() != null
            ? new Item.EverySteps(count, body, span)
            : new Item.EveryTime(count, body, span);
      }
      case ForTimeItemContext c -> {
        var arguments = expressions.arguments(c.arguments());
        yield new Item.ForTime(name(c.ident()), expressions.of(c.expr()), arguments, span);
      }
      case StopItemContext c -> new Item.Stop(expressions.of(c.expr()), span);
      default -> new Item.Broken(List.of(), span); // no alternative was found
    };
  }

  private Expression rule(RuleItemContext c) {
    var path = c.ident().stream().filter(ident -> ident != c.player).toList();
    Expression rule = expressions.dotted(path);
    if (c.open == null) return rule;
    return new Expression.Call(
        rule, expressions.arguments(c.arguments()), rule.span().to(Places.of(c.close)));
  }

  private Item.Quantity quantity(
      QuantityKind kind, QuantityContext q, Optional<String> doc, Span span) {
    var type = expressions.optionalType(q.type());
    return new Item.Quantity(kind, name(q.ident()), type, initial(q), doc, span);
  }

  /// What a quantity starts with, if anything was written.
  Initial initial(QuantityContext q) {
    return q.op == null ? Initial.ABSENT : initial(q.op, q.expr());
  }

  private Initial initial(Token op, ExprContext expr) {
    var value = expressions.of(expr);
    return op.getType() == DynLexer.TILDE ? new Initial.Drawn(value) : new Initial.Value(value);
  }

  private List<Action> actions(ActionsContext actions) {
    var built = new ArrayList<Action>();
    for (var line : actions.actionLine()) {
      var action = line.action();
      if (TreeBuilder.isBroken(line, action)) built.add(new Action.Broken(Places.of(line)));
      else built.addAll(actions(action, Places.of(action)));
    }
    return built;
  }

  private List<? extends Action> actions(ActionContext action, Span span) {
    return switch (action) {
      case DrawActionContext c -> {
        var drawn = quantity(QuantityKind.DRAW, c.quantity(), Optional.empty(), span);
        yield List.of(new Action.Draw(drawn, span));
      }
      case LetActionContext c ->
          trees.bindings(c.bindings(), span, (b, place) -> new Action.Let(b, place));
      case AssignActionContext c -> {
        var indices = c.index().stream().map(expressions::index).toList();
        yield List.of(new Action.Assign(name(c.ident()), indices, expressions.of(c.expr()), span));
      }
      default -> List.of(new Action.Broken(span)); // no alternative was found
    };
  }

  private static String upper(Token word) {
    return word.getText().toUpperCase(Locale.ROOT);
  }
}
