package dev.dyn.truffle;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.truffle.nodes.Origins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The text of a program by offset. The IR knows of a line only where it begins; how far that
/// reaches is in the syntax tree.
final class ProgramText implements Origins {
  private final Source source;
  private final Map<Integer, Span> expressions = new HashMap<>();
  private final List<Span> statements = new ArrayList<>();
  private final Map<Integer, Optional<SourceSection>> found = new HashMap<>();

  ProgramText(Source source, Module module) {
    this.source = source;
    module.declarations().forEach(this::declaration);
    statements.sort(Comparator.comparingInt(Span::length));
  }

  @Override
  public Optional<SourceSection> whole() {
    return Optional.of(source.createSection(0, source.getLength()));
  }

  @Override
  public Optional<SourceSection> expression(int site) {
    return Optional.ofNullable(expressions.get(site)).map(this::section);
  }

  @Override
  public synchronized Optional<SourceSection> statement(int site) {
    return found.computeIfAbsent(
        site,
        _ ->
            statements.stream()
                .filter(span -> span.start() <= site && site < span.end())
                .findFirst()
                .map(this::section));
  }

  private SourceSection section(Span span) {
    return source.createSection(span.start(), span.length());
  }

  private void declaration(Declaration declaration) {
    switch (declaration) {
      case Declaration.Let(var binding, _, Span span) -> {
        statements.add(span);
        binding.mapExpressions(this::expression);
      }
      case Declaration.Function function -> {
        statements.add(function.body().span());
        expression(function.body());
      }
      case Declaration.SystemDeclaration system -> system.items().forEach(this::item);
      case Declaration.Experiment experiment -> experiment.statements().forEach(this::statement);
      case Declaration.Data(_, var value, _, Span span) -> {
        statements.add(span);
        expression(value);
      }
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> {}
    }
  }

  private void item(Item item) {
    statements.add(item.span());
    item.mapExpressions(this::expression);
    switch (item) {
      case Item.Jump(_, var actions, _, _) -> actions.forEach(this::action);
      case Item.Event(_, var actions, _, _) -> actions.forEach(this::action);
      case Item.EveryEpoch(var body, _) -> body.forEach(this::statement);
      case Item.EverySteps(_, var body, _) -> body.forEach(this::statement);
      case Item.EveryTime(_, var body, _) -> body.forEach(this::statement);
      case Item.Quantity _,
          Item.Let _,
          Item.Bind _,
          Item.FieldOver _,
          Item.Forward _,
          Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Constraint _,
          Item.PerTensor _,
          Item.Loss _,
          Item.UseRule _,
          Item.ForLength _,
          Item.ForTime _,
          Item.Stop _,
          Item.Broken _ -> {}
    }
  }

  private void action(Action action) {
    statements.add(action.span());
  }

  private void statement(Statement statement) {
    statements.add(statement.span());
    statement.mapExpressions(this::expression);
    if (statement instanceof Statement.For loop) {
      loop.body().forEach(this::statement);
    }
  }

  /// Remembers the longest expression that begins at an offset: `a*b` rather than `a`.
  private Expression expression(Expression expression) {
    expressions.merge(
        expression.span().start(),
        expression.span(),
        (old, now) -> old.length() >= now.length() ? old : now);
    if (expression instanceof Expression.Sweep sweep) {
      sweep.body().forEach(this::statement);
    }
    expression.mapChildren(this::expression);
    return expression;
  }
}
