package dev.dyn.driver;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.BinaryOperator;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The expressions of a program by where they begin. The IR knows no more of a line, and several
/// may begin at one place: `a`, `a/b`, `a/b + c`.
final class ExpressionPlaces {
  private final Map<Integer, List<Expression>> expressions = new HashMap<>();

  /// An expression.
  ///
  /// @param isExact whether the line is its function, and not a part of it or of its derivative
  record Found(Span span, boolean isExact) {}

  ExpressionPlaces(Module module) {
    module.declarations().forEach(this::declaration);
  }

  /// The expression at `site` that a line with the function `fn` stems from: one with that operator
  /// or function, else the shortest that is more than a name.
  Optional<Found> of(int site, String fn) {
    List<Expression> all = expressions.getOrDefault(site, List.of());
    Optional<Expression> same = all.stream().filter(e -> fn.equals(function(e))).findFirst();
    return same.map(e -> new Found(e.span(), true))
        .or(() -> around(all).map(e -> new Found(e.span(), false)));
  }

  /// The shortest that computes something.
  private static Optional<Expression> around(List<Expression> all) {
    return all.stream()
        .filter(e -> e instanceof Expression.Binary || e instanceof Expression.Call)
        .min(Comparator.comparingInt(e -> e.span().length()))
        .or(() -> all.stream().findFirst());
  }

  /// The name of the function of the IR that computes `expression`, or nothing of the kind.
  private static String function(Expression expression) {
    if (expression instanceof Expression.Call(Expression.NameRef(var name, _), _, _)) {
      return name.text();
    }
    return expression instanceof Expression.Binary binary ? function(binary.operator()) : "";
  }

  private static String function(BinaryOperator operator) {
    return switch (operator) {
      case POWER -> "pow";
      case MULTIPLY -> "mul";
      case DIVIDE -> "div";
      case MATMUL -> "contract";
      case ADD -> "add";
      case SUBTRACT -> "sub";
      case DIV, MOD, AND, OR -> operator.written();
    };
  }

  private void declaration(Declaration declaration) {
    switch (declaration) {
      case Declaration.Let let -> let.binding().mapExpressions(this::expression);
      case Declaration.Function function -> expression(function.body());
      case Declaration.SystemDeclaration system -> system.items().forEach(this::item);
      case Declaration.Experiment experiment -> experiment.statements().forEach(this::statement);
      case Declaration.Data data -> expression(data.value());
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> {}
    }
  }

  private void item(Item item) {
    item.mapExpressions(this::expression);
  }

  private void statement(Statement statement) {
    statement.mapExpressions(this::expression);
    if (statement instanceof Statement.For loop) {
      loop.body().forEach(this::statement);
    }
  }

  private Expression expression(Expression expression) {
    expressions.computeIfAbsent(expression.span().start(), _ -> new ArrayList<>()).add(expression);
    if (expression instanceof Expression.Sweep sweep) {
      sweep.body().forEach(this::statement);
    }
    expression.mapChildren(this::expression);
    return expression;
  }
}
