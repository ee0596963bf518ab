package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `Expression.mapChildren`, one case a kind.
final class ExpressionRewrite {
  private ExpressionRewrite() {}

  static Expression map(Expression expression, UnaryOperator<Expression> f) {
    return switch (expression) {
      case Expression.Number _,
          Expression.Bool _,
          Expression.NameRef _,
          Expression.NextValue _,
          Expression.Missing _ ->
          expression;
      case Expression.StringLiteral(List<Piece> pieces, Span span) -> {
        var now = Rewrite.all(pieces, p -> p.mapExpressions(f));
        yield now == pieces ? expression : new Expression.StringLiteral(now, span);
      }
      case Expression.Field(Expression target, Name name, Span span) -> {
        var now = f.apply(target);
        yield now == target ? expression : new Expression.Field(now, name, span);
      }
      case Expression.Call(Expression function, List<Argument> arguments, Span span) -> {
        var newFunction = f.apply(function);
        var newArguments = Rewrite.all(arguments, a -> a.mapExpressions(f));
        yield newFunction == function && newArguments == arguments
            ? expression
            : new Expression.Call(newFunction, newArguments, span);
      }
      case Expression.Index(Expression target, List<IndexItem> items, Span span) -> {
        var newTarget = f.apply(target);
        var newItems = Rewrite.all(items, i -> i.mapExpressions(f));
        yield newTarget == target && newItems == items
            ? expression
            : new Expression.Index(newTarget, newItems, span);
      }
      case Expression.Prefix(PrefixOperator operator, Expression operand, Span span) -> {
        var now = f.apply(operand);
        yield now == operand ? expression : new Expression.Prefix(operator, now, span);
      }
      case Expression.Binary(
              BinaryOperator operator,
              Expression left,
              Expression right,
              Span operatorSpan,
              Span span) -> {
        var newLeft = f.apply(left);
        var newRight = f.apply(right);
        yield newLeft == left && newRight == right
            ? expression
            : new Expression.Binary(operator, newLeft, newRight, operatorSpan, span);
      }
      case Expression.Compare(
              CompareOperator operator,
              Expression left,
              Expression right,
              Span operatorSpan,
              Span span) -> {
        var newLeft = f.apply(left);
        var newRight = f.apply(right);
        yield newLeft == left && newRight == right
            ? expression
            : new Expression.Compare(operator, newLeft, newRight, operatorSpan, span);
      }
      case Expression.Range(RangeKind kind, Expression from, Expression to, Span span) -> {
        var newFrom = f.apply(from);
        var newTo = f.apply(to);
        yield newFrom == from && newTo == to
            ? expression
            : new Expression.Range(kind, newFrom, newTo, span);
      }
      case Expression.If(
              Expression condition,
              Expression then,
              Expression otherwise,
              Span span) -> {
        var newCondition = f.apply(condition);
        var newThen = f.apply(then);
        var newOtherwise = f.apply(otherwise);
        yield newCondition == condition && newThen == then && newOtherwise == otherwise
            ? expression
            : new Expression.If(newCondition, newThen, newOtherwise, span);
      }
      case Expression.FunctionLiteral(
              List<Parameter> parameters,
              Optional<TypeExpression> result,
              Expression body,
              Span span) -> {
        var newParameters = Rewrite.all(parameters, p -> p.mapExpressions(f));
        var newResult = Rewrite.optional(result, t -> t.mapExpressions(f));
        var newBody = f.apply(body);
        yield newParameters == parameters && newResult == result && newBody == body
            ? expression
            : new Expression.FunctionLiteral(newParameters, newResult, newBody, span);
      }
      case Expression.Block(List<Binding> lets, Expression value, Span span) -> {
        var newLets = Rewrite.all(lets, b -> b.mapExpressions(f));
        var newValue = f.apply(value);
        yield newLets == lets && newValue == value
            ? expression
            : new Expression.Block(newLets, newValue, span);
      }
      case Expression.RecordLiteral(List<Expression.FieldValue> fields, Span span) -> {
        var now = Rewrite.all(fields, v -> v.mapExpressions(f));
        yield now == fields ? expression : new Expression.RecordLiteral(now, span);
      }
      case Expression.TensorLiteral(List<Expression> elements, Span span) -> {
        var now = Rewrite.all(elements, f);
        yield now == elements ? expression : new Expression.TensorLiteral(now, span);
      }
      case Expression.Comprehension(Expression element, List<Generator> generators, Span span) -> {
        var newElement = f.apply(element);
        var newGenerators = Rewrite.all(generators, g -> g.mapExpressions(f));
        yield newElement == element && newGenerators == generators
            ? expression
            : new Expression.Comprehension(newElement, newGenerators, span);
      }
      case Expression.At(var asked, Expression point, Span span) -> {
        var now = f.apply(point);
        yield now == point ? expression : new Expression.At(asked, now, span);
      }
      case Expression.Train(Expression model, List<Item> items, Span span) -> {
        var newModel = f.apply(model);
        var newItems = Rewrite.all(items, i -> i.mapExpressions(f));
        yield newModel == model && newItems == items
            ? expression
            : new Expression.Train(newModel, newItems, span);
      }
      case Expression.Sweep(List<Generator> generators, List<Statement> body, Span span) -> {
        var newGenerators = Rewrite.all(generators, g -> g.mapExpressions(f));
        var newBody = Rewrite.all(body, s -> s.mapExpressions(f));
        yield newGenerators == generators && newBody == body
            ? expression
            : new Expression.Sweep(newGenerators, newBody, span);
      }
      case Expression.Pipe(Expression value, Expression function, Span span) -> {
        var newValue = f.apply(value);
        var newFunction = f.apply(function);
        yield newValue == value && newFunction == function
            ? expression
            : new Expression.Pipe(newValue, newFunction, span);
      }
      case Expression.Paren(Expression inner, Span span) -> {
        var now = f.apply(inner);
        yield now == inner ? expression : new Expression.Paren(now, span);
      }
    };
  }
}
