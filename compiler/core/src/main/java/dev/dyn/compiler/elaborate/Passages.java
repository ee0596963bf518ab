package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.runtime.random.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Finds the passages of a file: its declarations, in them their items and statements, in these
/// those of `for`, `sweep`, `train` and `every`.
///
/// A passage is called by its kind and its name; those without a name, and those with the name of
/// one before, are counted among their like in the passage around them. So what is added, removed
/// or changed in one passage leaves alone the numbers in all that have other names.
final class Passages {
  private final long around;
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Passage> found = new ArrayList<>();

  private Passages(long around) {
    this.around = around;
  }

  /// The whole of `module` as a passage with all others in it.
  ///
  /// @param number the number of the file
  static Passage of(Module module, long number) {
    var passages = new Passages(number);
    module.declarations().forEach(passages::declaration);
    return new Passage(module.source().all(), number, passages.found);
  }

  /// The number that stands for a text: each character is mixed into those before it.
  static long number(String text) {
    return text.chars().asLongStream().reduce(0, Streams::mix);
  }

  private void add(String kind, String name, Node node, Consumer<Passages> contents) {
    String called = kind + ' ' + name;
    int place = counts.merge(called, 1, Integer::sum);
    var inner = new Passages(Streams.mix(Streams.mix(around, number(called)), place));
    contents.accept(inner);
    found.add(new Passage(node.span(), inner.around, inner.found));
  }

  private void declaration(Declaration declaration) {
    switch (declaration) {
      case Declaration.Let let ->
          add(
              "let",
              Name.joined(let.binding().names()),
              let,
              in -> in.expression(let.binding().value()));
      case Declaration.Data data ->
          add("data", Name.joined(data.names()), data, in -> in.expression(data.value()));
      case Declaration.Function function ->
          add("fn", function.name().text(), function, in -> in.expression(function.body()));
      case Declaration.SystemDeclaration system ->
          add(
              system.kind().word(),
              system.name().text(),
              system,
              in -> system.items().forEach(in::item));
      case Declaration.Experiment experiment ->
          add(
              "experiment",
              experiment.name().text(),
              experiment,
              in -> experiment.statements().forEach(in::statement));
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> {}
    }
  }

  private void statement(Statement statement) {
    Consumer<Passages> contents =
        statement instanceof Statement.For(var generators, var body, _)
            ? in -> {
              generators.forEach(g -> g.range().ifPresent(in::expression));
              body.forEach(in::statement);
            }
            : in -> statement.mapExpressions(in::expression);
    add(kind(statement), name(statement), statement, contents);
  }

  private static String kind(Statement statement) {
    return switch (statement) {
      case Statement.Let _ -> "let";
      case Statement.Data _ -> "data";
      case Statement.Param _ -> "param";
      case Statement.Record _ -> "record";
      case Statement.Model _ -> "model";
      case Statement.Precision _ -> "precision";
      case Statement.Seed _ -> "seed";
      case Statement.Print _ -> "print";
      case Statement.Expect _, Statement.ExpectWithin _ -> "expect";
      case Statement.Plot _ -> "plot";
      case Statement.Save _ -> "save";
      case Statement.For _ -> "for";
      case Statement.Evaluate _, Statement.Broken _ -> "";
    };
  }

  private static String name(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> Name.joined(let.binding().names());
      case Statement.Data data -> Name.joined(data.names());
      case Statement.Param param -> param.name().text();
      case Statement.Record recorded -> Name.joined(recorded.binding().names());
      case Statement.Model model -> model.name().text();
      case Statement.Precision _,
          Statement.Seed _,
          Statement.Print _,
          Statement.Expect _,
          Statement.ExpectWithin _,
          Statement.Plot _,
          Statement.Save _,
          Statement.For _,
          Statement.Evaluate _,
          Statement.Broken _ ->
          "";
    };
  }

  private void item(Item item) {
    Consumer<Passages> contents =
        switch (item) {
          case Item.EveryEpoch every -> in -> every.body().forEach(in::statement);
          case Item.EverySteps every ->
              in -> {
                in.expression(every.count());
                every.body().forEach(in::statement);
              };
          case Item.EveryTime every ->
              in -> {
                in.expression(every.distance());
                every.body().forEach(in::statement);
              };
          case Item other -> in -> other.mapExpressions(in::expression);
        };
    add(kind(item), name(item), item, contents);
  }

  private static String kind(Item item) {
    return switch (item) {
      case Item.Quantity quantity -> quantity.kind().word();
      case Item.Let _ -> "let";
      case Item.Bind bind -> bind.kind().word();
      case Item.FieldOver _ -> "field";
      case Item.Forward _ -> "forward";
      case Item.Ode _, Item.Sde _ -> "equation";
      case Item.NextState _ -> "next";
      case Item.Jump _ -> "at";
      case Item.Event _ -> "when";
      case Item.Constraint _ -> "constraint";
      case Item.PerTensor _ -> "per";
      case Item.Loss _ -> "loss";
      case Item.UseRule _ -> "rule";
      case Item.ForLength _, Item.ForTime _ -> "for";
      case Item.EveryEpoch _, Item.EverySteps _, Item.EveryTime _ -> "every";
      case Item.Stop _ -> "stop";
      case Item.Broken _ -> "";
    };
  }

  private static String name(Item item) {
    return switch (item) {
      case Item.Quantity quantity -> quantity.name().text();
      case Item.Let let -> Name.joined(let.binding().names());
      case Item.Bind bind -> bind.name().text();
      case Item.FieldOver field -> field.name().text();
      case Item.Ode ode -> ode.state().text();
      case Item.Sde sde -> sde.written().text();
      case Item.NextState next -> next.state().text();
      case Item.Loss loss -> loss.player().map(Name::text).orElse("");
      case Item.UseRule rule -> rule.player().map(Name::text).orElse("");
      case Item.Forward _,
          Item.Jump _,
          Item.Event _,
          Item.Constraint _,
          Item.PerTensor _,
          Item.ForLength _,
          Item.ForTime _,
          Item.EveryEpoch _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _,
          Item.Broken _ ->
          "";
    };
  }

  /// Looks for statements and items inside `expression`.
  private Expression expression(Expression expression) {
    switch (expression) {
      case Expression.Train(Expression model, List<Item> items, _) -> {
        expression(model);
        items.forEach(this::item);
      }
      case Expression.Sweep(var generators, List<Statement> body, _) -> {
        generators.forEach(g -> g.range().ifPresent(this::expression));
        body.forEach(this::statement);
      }
      case Expression other -> other.mapChildren(this::expression);
    }
    return expression;
  }
}
