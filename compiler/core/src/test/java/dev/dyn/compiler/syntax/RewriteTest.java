package dev.dyn.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.fuzz.Programs;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.parse.Scanner;
import dev.dyn.compiler.source.Source;
import dev.dyn.grammar.DynLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The maps over trees keep what does not change and reach every expression.
class RewriteTest {

  @Test
  void mappingToTheSameKeepsTheNode() {
    for (Expression e : allExpressions()) assertSame(e, e.mapChildren(child -> child));
  }

  @Test
  void changingAnyChildChangesTheNode() {
    var number = new Expression.Number("7", false, Source.BUILTIN.all());
    int changed = 0;
    for (Expression e : allExpressions()) {
      var children = new ArrayList<Expression>();
      e.forEachChild(children::add);
      if (children.isEmpty()) continue;
      changed++;
      assertNotSame(e, e.mapChildren(child -> number));
    }
    assertTrue(changed > 1000);
  }

  @Test
  void childrenComeInTheOrderOfTheText() {
    for (Expression e : allExpressions()) {
      var starts = new ArrayList<Integer>();
      e.forEachChild(child -> starts.add(child.span().start()));
      assertEquals(starts.stream().sorted().toList(), starts, () -> e.span().text());
    }
  }

  @Test
  void everyNumberOfAnExperimentIsReached() {
    for (String text : Programs.all().values()) {
      var source = new Source("t.dyn", text);
      var module = Parser.parse(source, new Problems());
      for (var experiment : module.declarations(Declaration.Experiment.class).toList()) {
        var reached = new ArrayList<Expression>();
        collect(experiment, reached);
        var places = reached.stream().map(Expression::span).collect(Collectors.toSet());
        Scanner.scan(source).stream()
            .filter(t -> t.getType() == DynLexer.NUMBER && experiment.span().contains(t.span()))
            .forEach(t -> assertTrue(places.contains(t.span()), () -> t.span() + t.getText()));
      }
    }
  }

  private static List<Expression> allExpressions() {
    var all = new ArrayList<Expression>();
    Programs.all()
        .forEach((name, text) -> {
          var module = Parser.parse(new Source(name, text), new Problems());
          for (var declaration : module.declarations()) collect(declaration, all);
        });
    return all;
  }

  private static void collect(Declaration declaration, List<Expression> all) {
    switch (declaration) {
      case Declaration.Let let -> collect(let.binding().value(), all);
      case Declaration.Data data -> collect(data.value(), all);
      case Declaration.Function function -> collect(function.body(), all);
      case Declaration.SystemDeclaration system ->
          system.items().forEach(i -> i.mapExpressions(e -> collect(e, all)));
      case Declaration.Experiment experiment ->
          experiment.statements().forEach(s -> s.mapExpressions(e -> collect(e, all)));
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> {}
    }
  }

  private static Expression collect(Expression e, List<Expression> all) {
    all.add(e);
    e.forEachChild(child -> collect(child, all));
    return e;
  }
}
