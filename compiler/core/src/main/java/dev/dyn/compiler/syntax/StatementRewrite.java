package dev.dyn.compiler.syntax;

import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `Statement.mapExpressions`, one case a kind.
final class StatementRewrite {
  private StatementRewrite() {}

  static Statement map(Statement statement, UnaryOperator<Expression> f) {
    return switch (statement) {
      case Statement.Let(Binding binding, Optional<String> doc, Span span) -> {
        var now = binding.mapExpressions(f);
        yield now == binding ? statement : new Statement.Let(now, doc, span);
      }
      case Statement.Data(List<Name> names, Expression value, Optional<String> doc, Span span) -> {
        var now = f.apply(value);
        yield now == value ? statement : new Statement.Data(names, now, doc, span);
      }
      case Statement.Param(
              Name name,
              Optional<TypeExpression> type,
              Initial initial,
              Optional<String> doc,
              Span span) -> {
        var newType = Rewrite.optional(type, t -> t.mapExpressions(f));
        var newInitial = initial.mapExpressions(f);
        yield newType == type && newInitial == initial
            ? statement
            : new Statement.Param(name, newType, newInitial, doc, span);
      }
      case Statement.Record(Binding binding, Optional<String> doc, Span span) -> {
        var now = binding.mapExpressions(f);
        yield now == binding ? statement : new Statement.Record(now, doc, span);
      }
      case Statement.Model(Name name, Expression value, Optional<String> doc, Span span) -> {
        var now = f.apply(value);
        yield now == value ? statement : new Statement.Model(name, now, doc, span);
      }
      case Statement.Precision(Expression value, Span span) -> {
        var now = f.apply(value);
        yield now == value ? statement : new Statement.Precision(now, span);
      }
      case Statement.Seed(Expression value, Span span) -> {
        var now = f.apply(value);
        yield now == value ? statement : new Statement.Seed(now, span);
      }
      case Statement.Print(List<Expression> values, Span span) -> {
        var now = Rewrite.all(values, f);
        yield now == values ? statement : new Statement.Print(now, span);
      }
      case Statement.Expect(Expression condition, Span span) -> {
        var now = f.apply(condition);
        yield now == condition ? statement : new Statement.Expect(now, span);
      }
      case Statement.ExpectWithin(
              Expression value,
              Expression tolerance,
              Expression target,
              Span span) -> {
        var newValue = f.apply(value);
        var newTolerance = f.apply(tolerance);
        var newTarget = f.apply(target);
        yield newValue == value && newTolerance == tolerance && newTarget == target
            ? statement
            : new Statement.ExpectWithin(newValue, newTolerance, newTarget, span);
      }
      case Statement.Plot plot -> {
        var series = Rewrite.all(plot.series(), s -> s.mapExpressions(f));
        var overlays = Rewrite.all(plot.overlays(), o -> o.mapExpressions(f));
        yield series == plot.series() && overlays == plot.overlays()
            ? plot
            : new Statement.Plot(series, overlays, plot.style(), plot.scales(), plot.span());
      }
      case Statement.Save(Expression value, Expression file, Span span) -> {
        var newValue = f.apply(value);
        var newFile = f.apply(file);
        yield newValue == value && newFile == file
            ? statement
            : new Statement.Save(newValue, newFile, span);
      }
      case Statement.For(List<Generator> generators, List<Statement> body, Span span) -> {
        var newGenerators = Rewrite.all(generators, g -> g.mapExpressions(f));
        var newBody = Rewrite.all(body, s -> s.mapExpressions(f));
        yield newGenerators == generators && newBody == body
            ? statement
            : new Statement.For(newGenerators, newBody, span);
      }
      case Statement.Evaluate(Expression value, Span span) -> {
        var now = f.apply(value);
        yield now == value ? statement : new Statement.Evaluate(now, span);
      }
      case Statement.Broken _ -> statement;
    };
  }
}
