package dev.dyn.compiler.parse;

import static dev.dyn.compiler.parse.Places.name;
import static dev.dyn.compiler.parse.Places.names;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.grammar.DynParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds what stands in experiments, sweeps, `for` and `every`.
final class StatementBuilder {
  private final Docs docs;
  private final ExpressionBuilder expressions;
  private final TreeBuilder trees;

  StatementBuilder(Docs docs, ExpressionBuilder expressions, TreeBuilder trees) {
    this.docs = docs;
    this.expressions = expressions;
    this.trees = trees;
  }

  List<Statement> block(BlockContext block) {
    var statements = new ArrayList<Statement>();
    for (var line : block.statementLine()) {
      var statement = line.statement();
      if (TreeBuilder.isBroken(line, statement)) {
        statements.add(new Statement.Broken(declared(line), Places.of(line)));
      } else {
        var doc = docs.take((Lexeme) statement.getStart());
        statements.addAll(statements(statement, doc, Places.of(statement)));
      }
    }
    return statements;
  }

  /// In a broken `let x = …` the name is known; in a broken `print x` no name is declared.
  private static List<Name> declared(StatementLineContext line) {
    return switch (line.statement()) {
      case LetStatementContext c -> Places.declared(c);
      case DataStatementContext c -> Places.declared(c);
      case ParamStatementContext c -> Places.declared(c);
      case ModelStatementContext c -> Places.declared(c);
      case null, default -> List.of();
    };
  }

  private List<? extends Statement> statements(
      StatementContext statement, Optional<String> doc, Span span) {
    return switch (statement) {
      case LetStatementContext c ->
          trees.bindings(c.bindings(), span, (b, place) -> new Statement.Let(b, doc, place));
      case ParamStatementContext c ->
          trees.each(
              c.quantity(),
              span,
              q -> q,
              (q, place) ->
                  new Statement.Param(
                      name(q.ident()),
                      expressions.optionalType(q.type()),
                      trees.items().initial(q),
                      doc,
                      place));
      case RecordStatementContext c ->
          trees.each(
              c.binding(),
              span,
              expressions::binding,
              (b, place) -> new Statement.Record(b, doc, place));
      case ModelStatementContext c ->
          trees.each(
              c.made(),
              span,
              m -> m,
              (m, place) ->
                  new Statement.Model(name(m.ident()), expressions.of(m.expr()), doc, place));
      default -> List.of(single(statement, doc, span));
    };
  }

  private Statement single(StatementContext statement, Optional<String> doc, Span span) {
    return switch (statement) {
      case DataStatementContext c ->
          new Statement.Data(names(c.names().ident()), expressions.of(c.expr()), doc, span);
      case PrecisionStatementContext c -> new Statement.Precision(expressions.of(c.expr()), span);
      case SeedStatementContext c -> new Statement.Seed(expressions.of(c.expr()), span);
      case PrintStatementContext c -> new Statement.Print(expressions.all(c.expr()), span);
      case ExpectStatementContext c -> {
        var parts = expressions.all(c.expr());
        yield c.WITHIN() == null
            ? new Statement.Expect(parts.getFirst(), span)
            : new Statement.ExpectWithin(parts.get(0), parts.get(1), parts.get(2), span);
      }
      case PlotStatementContext c -> plot(c, span);
      case SaveStatementContext c -> {
        var value = expressions.of(c.expr(0));
        yield new Statement.Save(value, expressions.of(c.expr(1)), span);
      }
      case ForStatementContext c ->
          new Statement.For(expressions.generators(c.generator()), block(c.block()), span);
      case EvaluateStatementContext c -> new Statement.Evaluate(expressions.of(c.expr()), span);
      default -> new Statement.Broken(List.of(), span); // no alternative was found
    };
  }

  private Statement plot(PlotStatementContext c, Span span) {
    var series = series(c.series());
    var overlays =
        c.overlay().stream()
            .map(o -> new Statement.Overlay(name(o.ident()), series(o.series()), Places.of(o)))
            .toList();
    var style = Optional.ofNullable(c.ident()).map(Places::name);
    var scales =
        c.axisScale().stream()
            .map(a -> new Statement.AxisScale(name(a.ident(0)), name(a.ident(1)), Places.of(a)))
            .toList();
    return new Statement.Plot(series, overlays, style, scales, span);
  }

  private List<Statement.Series> series(List<SeriesContext> series) {
    return series.stream()
        .map(s -> {
          var y = expressions.of(s.expr(0));
          var x = Optional.ofNullable(s.expr(1)).map(expressions::of);
          return new Statement.Series(y, x, Places.of(s));
        })
        .toList();
  }
}
