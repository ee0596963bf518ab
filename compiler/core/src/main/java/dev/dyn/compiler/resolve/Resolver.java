package dev.dyn.compiler.resolve;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Builtins;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.elaborate.Visible;
import dev.dyn.compiler.resolve.NameTable.Entry;
import dev.dyn.compiler.resolve.NameTable.Kind;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.compiler.syntax.SystemKind;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the declaration of every name in a file. Constructs that cannot run yet are only looked
/// through for the names they use: words with a meaning of their own there are not known here.
public final class Resolver {
  private final Modules modules;
  private final Problems problems;
  private final NameUses uses;
  private final Set<String> files;

  /// @param files the files that are resolved already or being resolved
  private Resolver(Modules modules, Problems problems, Set<String> files) {
    this.modules = modules;
    this.problems = problems;
    this.uses = new NameUses(modules, problems);
    this.files = files;
  }

  /// Reports unknown, doubled and unused names of `module` to `problems`.
  public static Bindings resolve(Module module, Modules modules, Problems problems) {
    Set<String> files = new HashSet<>(Set.of(module.source().name()));
    return new Resolver(modules, problems, files).module(module);
  }

  private Bindings module(Module module) {
    NameTable builtins = new NameTable(Optional.empty());
    Builtins.names().forEach(name -> builtins.declare(name, Span.builtin(), Kind.FREE));
    Visible.names().forEach(name -> builtins.declare(name, Span.builtin(), Kind.FREE));
    NameTable top = builtins.inner();
    for (Declaration declaration : module.declarations()) {
      declare(declaration, module, top);
    }
    for (Declaration declaration : module.declarations()) {
      visit(declaration, top);
    }
    NameTable experiments = new NameTable(Optional.empty());
    module
        .declarations(Declaration.Experiment.class)
        .forEach(experiment -> uses.declare(experiments, experiment.name(), Kind.FREE));
    uses.end();
    uses.reportUnused(top);
    return uses.bindings();
  }

  private void declare(Declaration declaration, Module module, NameTable top) {
    switch (declaration) {
      case Declaration.Let let ->
          let.binding().names().forEach(name -> uses.declare(top, name, Kind.VALUE));
      case Declaration.Data data ->
          data.names().forEach(name -> uses.declare(top, name, Kind.VALUE));
      case Declaration.Function function -> uses.declare(top, function.name(), Kind.FREE);
      case Declaration.SystemDeclaration system -> uses.declare(top, system.name(), Kind.FREE);
      case Declaration.Import library -> importLibrary(library, top);
      case Declaration.ImportFile(String path, _, Span span) ->
          modules
              .file(module, path)
              .ifPresentOrElse(
                  imported -> importFile(imported, span, top), uses::allowUnknownNames);
      case Declaration.Broken broken ->
          broken.names().forEach(name -> top.declare(name.text(), name.span(), Kind.FREE));
      case Declaration.Experiment _ -> {}
    }
  }

  /// What does not exist is reported where the import is elaborated; that it is not used, too, is
  /// no news.
  private void importLibrary(Declaration.Import library, NameTable top) {
    Optional<Module> found = modules.library(library.module());
    if (library.members().isEmpty()) {
      uses.declare(top, library.path().getLast(), found.isPresent() ? Kind.IMPORT : Kind.FREE);
    }
    List<String> members =
        found
            .map(module -> Declarations.names(module).stream().map(Name::text).toList())
            .orElse(List.of());
    for (Name name : library.members()) {
      uses.declare(top, name, members.contains(name.text()) ? Kind.IMPORT : Kind.FREE);
    }
  }

  /// The names of another file, which is resolved, too: its mistakes make it useless here. What it
  /// does not use is its own matter.
  private void importFile(Module imported, Span span, NameTable top) {
    Declarations.names(imported).forEach(name -> top.declare(name.text(), span, Kind.FREE));
    if (files.add(imported.source().name())) {
      Problems own = new Problems();
      new Resolver(modules, own, files).module(imported);
      own.sorted().stream().filter(Diagnostic::isError).forEach(problems::add);
    }
  }

  private void visit(Declaration declaration, NameTable top) {
    switch (declaration) {
      case Declaration.Let let -> binding(let.binding(), top);
      case Declaration.Data data -> uses.expression(data.value(), top);
      case Declaration.Function function ->
          function(function.parameters(), function.result(), function.body(), top);
      case Declaration.SystemDeclaration system -> system(system, top);
      case Declaration.Experiment experiment -> {
        NameTable inner = top.inner();
        statements(experiment.statements(), inner);
        uses.reportUnused(inner);
      }
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> {}
    }
  }

  private void binding(Binding binding, NameTable table) {
    binding.type().ifPresent(type -> uses.type(type, table, false));
    uses.expression(binding.value(), table);
  }

  private void function(
      List<Parameter> parameters, Optional<TypeExpression> result, Expression body, NameTable top) {
    NameTable inner = top.inner();
    for (Parameter parameter : parameters) {
      parameter.type().ifPresent(type -> uses.type(type, inner, true));
      parameter.fallback().ifPresent(fallback -> uses.expression(fallback, top));
      uses.declare(inner, parameter.name(), Kind.PARAMETER);
    }
    result.ifPresent(type -> uses.type(type, inner, true));
    uses.expression(body, inner);
    uses.reportUnused(inner);
  }

  // ---- systems

  private void system(Declaration.SystemDeclaration system, NameTable top) {
    NameTable inner = top.inner();
    if (Items.declaresNo("t", system)) {
      inner.declare("t", Span.builtin(), Kind.FREE);
    }
    if (system.kind() == SystemKind.TRAINING && Items.declaresNo("step", system)) {
      inner.declare("step", Span.builtin(), Kind.FREE);
    }
    if (system.kind() == SystemKind.RULE) {
      Wanted.RULE_WORDS.stream()
          .filter(word -> Items.declaresNo(word, system))
          .forEach(word -> inner.declare(word, Span.builtin(), Kind.FREE));
    }
    for (Parameter parameter : system.structure()) {
      parameter.fallback().ifPresent(fallback -> uses.expression(fallback, inner));
      inner.declare(parameter.name().text(), parameter.name().span(), Kind.VALUE);
    }
    for (Item item : system.items()) {
      for (Name name : Items.declared(item)) {
        inner.declare(name.text(), name.span(), kind(item, system.kind()));
      }
    }
    for (Item item : system.items()) {
      left(item, inner);
      if (item instanceof Item.Sde sde) {
        stochastic(sde, system, inner);
      } else if (Items.isSupported(item)) {
        item(item, isOutputOfTraining(item, system) ? withLoss(inner) : inner);
      } else {
        uses.quietly(() -> item(item, inner));
      }
    }
    boolean complete = system.items().stream().allMatch(Items::isSupported);
    if (complete) {
      uses.reportUnusedAtEnd(inner);
    }
  }

  private void left(Item item, NameTable table) {
    switch (item) {
      case Item.Ode ode -> uses.left(ode.state(), 0, table);
      case Item.NextState next -> uses.left(next.state(), 0, table);
      case Item.Sde sde -> uses.left(sde.written(), 1, table);
      default -> {}
    }
  }

  /// Definitions and parameters that nobody reads are mistakes; states and outputs are results, and
  /// parameters of a network may be read where it is trained.
  private static Kind kind(Item item, SystemKind around) {
    return switch (item) {
      case Item.Let _ -> Kind.VALUE;
      case Item.Quantity quantity when quantity.kind() == QuantityKind.WEIGHT -> Kind.VALUE;
      case Item.Quantity quantity
          when quantity.kind() == QuantityKind.PARAM && around != SystemKind.NETWORK ->
          Kind.VALUE;
      case Item.Bind bind when bind.kind() == BindKind.LAYER -> Kind.VALUE;
      default -> Kind.FREE;
    };
  }

  /// In a stochastic equation `dt`, `dW` and the growth of declared noises have names.
  private void stochastic(Item.Sde sde, Declaration.SystemDeclaration system, NameTable table) {
    NameTable inner = table.inner();
    inner.declare("dt", Span.builtin(), Kind.FREE);
    inner.declare("dW", Span.builtin(), Kind.FREE);
    system.items().stream()
        .filter(i -> i instanceof Item.Quantity q && q.kind() == QuantityKind.NOISE)
        .flatMap(noise -> Items.declared(noise).stream())
        .forEach(name -> inner.declare("d" + name.text(), name.span(), Kind.FREE));
    uses.increment(sde.right(), inner);
  }

  private void item(Item item, NameTable table) {
    if (item instanceof Item.Quantity quantity) {
      quantity.type().ifPresent(type -> uses.type(type, table, false));
      initial(quantity.initial(), table);
      return;
    }
    if (item instanceof Item.Forward(var parameters, var result, var body, _, _)) {
      function(parameters, result, body, table);
      return;
    }
    if (item instanceof Item.Jump(var rate, var actions, _, _)) {
      uses.expression(rate, table);
      actions(actions, table);
      return;
    }
    if (item instanceof Item.Event(var condition, var actions, _, _)) {
      uses.expression(condition, table);
      actions(actions, table);
      return;
    }
    if (item instanceof Item.Loss(_, var player, _, _)) {
      player.ifPresent(name ->
          uses.quietly(() -> uses.expression(new Expression.NameRef(name, name.span()), table)));
    }
    item.mapExpressions(expression -> {
      uses.expression(expression, table);
      return expression;
    });
  }

  /// What is between the braces of a jump or an event: its definitions hold from there on. What is
  /// assigned is looked at with the equations.
  private void actions(List<Action> actions, NameTable table) {
    NameTable inner = table.inner();
    for (Action action : actions) {
      switch (action) {
        case Action.Assign(var target, var indices, var value, _) -> {
          uses.left(target, 0, inner);
          indices.forEach(index ->
              index.mapExpressions(expression -> {
                uses.expression(expression, inner);
                return expression;
              }));
          uses.expression(value, inner);
        }
        case Action.Draw(var quantity, _) -> {
          quantity.type().ifPresent(type -> uses.type(type, inner, false));
          initial(quantity.initial(), inner);
          uses.declare(inner, quantity.name(), Kind.VALUE);
        }
        case Action.Let(var binding, _) -> {
          binding(binding, inner);
          binding.names().forEach(name -> uses.declare(inner, name, Kind.VALUE));
        }
        case Action.Broken _ -> {}
      }
    }
    uses.reportUnused(inner);
  }

  private void initial(Initial initial, NameTable table) {
    switch (initial) {
      case Initial.Value(Expression value) -> uses.expression(value, table);
      case Initial.Drawn(Expression law) -> uses.wanted(Wanted.DISTRIBUTION, law, table);
      case Initial.Absent _ -> {}
    }
  }

  // ---- experiments

  private void statements(List<Statement> statements, NameTable table) {
    statements.forEach(statement -> statement(statement, table));
  }

  private void statement(Statement statement, NameTable table) {
    switch (statement) {
      case Statement.Let(Binding binding, _, _) -> {
        let(binding, table);
        binding.names().forEach(name -> uses.declare(table, name, Kind.VALUE));
      }
      case Statement.Record(Binding binding, _, _) -> {
        let(binding, table);
        binding.names().forEach(name -> uses.declare(table, name, Kind.FREE));
      }
      case Statement.Data data -> {
        uses.expression(data.value(), table);
        data.names().forEach(name -> uses.declare(table, name, Kind.VALUE));
      }
      case Statement.Param(Name name, var type, var initial, _, _) -> {
        type.ifPresent(t -> uses.type(t, table, false));
        initial(initial, table);
        uses.declare(table, name, Kind.VALUE);
      }
      case Statement.Model(Name name, Expression value, _, _) -> {
        uses.expression(value, table);
        uses.declare(table, name, Kind.FREE);
      }
      case Statement.Precision _ -> {}
      case Statement.For(var generators, var body, _) -> {
        NameTable inner = uses.generators(generators, table);
        statements(body, inner);
        uses.reportUnused(inner);
      }
      case Statement.Seed _,
          Statement.Print _,
          Statement.Expect _,
          Statement.ExpectWithin _,
          Statement.Plot _,
          Statement.Save _,
          Statement.Evaluate _ ->
          statement.mapExpressions(expression -> {
            expression(expression, table);
            return expression;
          });
      case Statement.Broken broken ->
          broken.names().forEach(name -> table.declare(name.text(), name.span(), Kind.FREE));
    }
  }

  private void let(Binding binding, NameTable table) {
    binding.type().ifPresent(type -> uses.type(type, table, false));
    expression(binding.value(), table);
  }

  /// A training: `loss` is a value where something is recorded.
  private void training(Expression.Train train, NameTable table) {
    uses.expression(train.model(), table);
    NameTable inner = table.inner();
    boolean isInTime = train.items().stream().anyMatch(Item.ForTime.class::isInstance);
    if (isInTime) {
      inner.declare("t", Span.builtin(), Kind.FREE);
    } else if (table.find("step").isEmpty()) {
      inner.declare("step", Span.builtin(), Kind.FREE);
    }
    // What a training goes over sees what it goes over before it, and neither itself nor a `let`.
    for (Item item : train.items()) {
      if (isGoneOver(item)) {
        item(item, inner);
        Items.declared(item).forEach(name -> uses.declare(inner, name, Kind.FREE));
      }
    }
    for (Item item : train.items()) {
      if (!isGoneOver(item)) {
        for (Name name : Items.declared(item)) {
          uses.declare(inner, name, kind(item, SystemKind.TRAINING));
        }
      }
    }
    for (Item item : train.items()) {
      if (isGoneOver(item)) {
        continue;
      }
      switch (item) {
        case Item.EverySteps(var count, var body, _) -> {
          uses.expression(count, inner);
          records(body, inner);
        }
        case Item.EveryTime(var distance, var body, _) -> {
          uses.expression(distance, inner);
          records(body, inner);
        }
        case Item.EveryEpoch(var body, _) -> records(body, inner);
        case Item.ForTime(_, var between, var arguments, _) -> {
          uses.expression(between, table);
          arguments.forEach(argument -> uses.argument(argument, table));
        }
        case Item.Stop _ -> uses.quietly(() -> item(item, inner));
        case Item other -> item(other, inner);
      }
    }
    uses.reportUnused(inner);
  }

  private static boolean isGoneOver(Item item) {
    return item instanceof Item.Bind bind && bind.kind() == BindKind.ON;
  }

  private static boolean isOutputOfTraining(Item item, Declaration.SystemDeclaration system) {
    return system.kind() == SystemKind.TRAINING
        && item instanceof Item.Quantity quantity
        && quantity.kind() == QuantityKind.OUTPUT;
  }

  private static NameTable withLoss(NameTable table) {
    NameTable inner = table.inner();
    inner.declare("loss", Span.builtin(), Kind.FREE);
    return inner;
  }

  private void records(List<Statement> body, NameTable table) {
    NameTable inner = withLoss(table);
    statements(body, inner);
    uses.reportUnused(inner);
  }

  /// Sweeps and trainings hold statements, so they are looked into here.
  private void expression(Expression expression, NameTable table) {
    if (expression.unwrapped() instanceof Expression.Sweep(var generators, var body, _)) {
      NameTable inner = uses.generators(generators, table);
      statements(body, inner);
      uses.reportUnused(inner);
      return;
    }
    if (expression.unwrapped() instanceof Expression.Train train) {
      training(train, table);
      return;
    }
    uses.expression(expression, table);
  }

  static Diagnostic twice(Name name, Entry before) {
    Diagnostic problem =
        Diagnostic.of(
            NameCodes.DUPLICATE_NAME, "`" + name.text() + "` is declared twice.", name.span());
    return before.span.isBuiltin()
        ? problem
        : problem.relate(before.span, "it is declared here first");
  }
}
