package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.Statement;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds declarations that are not a matter of scopes: fields, named arguments, imported names.
final class Targets {
  /// How many definitions are followed from a use to where its value comes from.
  private static final int FAR = 12;

  private final Snapshot snapshot;

  Targets(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// What a name means that is no use of a name in scope.
  Optional<Span> of(Name name, Deque<Node> parents) {
    Iterator<Node> outward = parents.iterator();
    Optional<Node> parent = outward.hasNext() ? Optional.of(outward.next()) : Optional.empty();
    Optional<Node> around = outward.hasNext() ? Optional.of(outward.next()) : Optional.empty();
    return switch (parent.orElse(name)) {
      case Expression.Field(var target, _, _) -> field(target, name.text());
      case Argument.Named _ ->
          around.flatMap(call ->
              call instanceof Expression.Call c
                  ? argument(c.function(), name.text())
                  : Optional.empty());
      case Declaration.Import library -> imported(library, name);
      default -> Optional.empty();
    };
  }

  private Optional<Span> imported(Declaration.Import library, Name name) {
    return snapshot
        .analysis()
        .modules()
        .library(library.module())
        .flatMap(module ->
            library.members().contains(name)
                ? declared(module, name.text())
                : Optional.of(start(module)));
  }

  /// Where a declaration of the file leads: imported names are declared elsewhere.
  Span beyond(Span declared) {
    return beyond(declared, declared.text());
  }

  /// The same for a use called `name` that is bound to `declared`, which may be a whole import.
  Span beyond(Span declared, String name) {
    for (Declaration declaration : snapshot.module().declarations()) {
      if (!declaration.span().contains(declared)) {
        continue;
      }
      Optional<Span> found =
          switch (declaration) {
            case Declaration.Import library -> {
              Optional<Name> written =
                  Stream.concat(library.members().stream(), library.path().stream())
                      .filter(n -> n.span().equals(declared))
                      .findFirst();
              yield written.flatMap(n -> imported(library, n));
            }
            case Declaration.ImportFile file ->
                snapshot
                    .analysis()
                    .modules()
                    .file(snapshot.module(), file.path())
                    .flatMap(module -> declared(module, name));
            default -> Optional.empty();
          };
      return found.orElse(declared);
    }
    return declared;
  }

  /// The declaration of `name` at the top of a module.
  static Optional<Span> declared(Module module, String name) {
    return Symbols.outline(module).stream()
        .filter(symbol -> symbol.name().text().equals(name))
        .map(symbol -> symbol.name().span())
        .findFirst();
  }

  static Span start(Module module) {
    return module.source().span(0, 0);
  }

  // ---- arguments

  private Optional<Span> argument(Expression function, String name) {
    Optional<Signature> signature =
        snapshot.meaning(function.unwrapped().span()).flatMap(Meaning::signature);
    return signature.stream()
        .flatMap(s -> s.slots().stream())
        .filter(slot -> slot.name().equals(name))
        .findFirst()
        .flatMap(Signature.Slot::declaration);
  }

  // ---- fields

  /// The declaration of a field of what `target` stands for.
  Optional<Span> field(Expression target, String name) {
    Optional<Meaning> meaning = snapshot.meaning(target.unwrapped().span());
    Optional<Span> inModule =
        meaning
            .flatMap(Meaning::module)
            .flatMap(snapshot.analysis().modules()::library)
            .flatMap(module -> declared(module, name));
    if (inModule.isPresent()) {
      return inModule;
    }
    Optional<Declaration.SystemDeclaration> system = systemOf(target, FAR);
    return system.isPresent()
        ? item(system.get(), name).or(() -> ruleState(system.get(), name))
        : written(target, name, FAR);
  }

  /// The system that an expression is an instance, a part or a run of.
  Optional<Declaration.SystemDeclaration> systemOf(Expression target, int steps) {
    Expression plain = target.unwrapped();
    Optional<Declaration.SystemDeclaration> itself =
        snapshot.meaning(plain.span()).flatMap(Meaning::system);
    if (itself.isPresent() || steps == 0) {
      return itself;
    }
    return switch (plain) {
      case Expression.NameRef(var name, _) ->
          definition(name.span()).flatMap(value -> systemOf(value, steps - 1));
      case Expression.Call(Expression.NameRef(var function, _), var arguments, _)
          when !arguments.isEmpty()
              && (function.text().equals("simulate") || function.text().equals("run")) ->
          systemOf(arguments.getFirst().value(), steps - 1);
      case Expression.Call(var made, _, _) when mayBeMade(plain) -> systemOf(made, steps - 1);
      case Expression.Index(var whole, _, _) -> systemOf(whole, steps - 1);
      case Expression.Comprehension(var element, _, _) -> systemOf(element, steps - 1);
      case Expression.Field(var whole, var name, _) when name.text().equals("final") ->
          systemOf(whole, steps - 1);
      case Expression.Field(var whole, var name, _) ->
          systemOf(whole, steps - 1)
              .flatMap(system -> part(system, name.text()))
              .flatMap(value -> systemOf(value, steps - 1));
      default -> Optional.empty();
    };
  }

  /// Whether a call may give a system with other parameters, as those of trainings and rules do.
  private boolean mayBeMade(Expression call) {
    return snapshot
        .meaning(call.span())
        .map(meaning -> meaning.signature().isPresent())
        .orElse(true);
  }

  /// The value with which the name used at `use` is defined.
  private Optional<Expression> definition(Span use) {
    return snapshot
        .analysis()
        .bindings()
        .declarationOf(use)
        .map(snapshot.symbols()::get)
        .flatMap(Symbol::value);
  }

  private static Optional<Expression> part(Declaration.SystemDeclaration system, String name) {
    return system.items().stream()
        .flatMap(item ->
            item instanceof Item.Bind bind && bind.name().text().equals(name)
                ? Stream.of(bind.value())
                : Stream.empty())
        .findFirst();
  }

  /// The state of the rule of a training, which is read as one of the training.
  private Optional<Span> ruleState(Declaration.SystemDeclaration training, String name) {
    return training.items().stream()
        .flatMap(item ->
            item instanceof Item.UseRule use
                ? systemOf(use.rule(), FAR).flatMap(rule -> item(rule, name)).stream()
                : Stream.empty())
        .findFirst();
  }

  private static Optional<Span> item(Declaration.SystemDeclaration system, String name) {
    Optional<Span> structure =
        system.structure().stream()
            .filter(p -> p.name().text().equals(name))
            .map(p -> p.name().span())
            .findFirst();
    return structure.or(() ->
        system.items().stream()
            .flatMap(item -> Symbols.of(item).stream())
            .filter(symbol -> symbol.name().text().equals(name))
            .map(symbol -> symbol.name().span())
            .findFirst());
  }

  /// The place where a field of a record, or a column of a sweep, is written.
  private Optional<Span> written(Expression target, String name, int steps) {
    if (steps == 0) {
      return Optional.empty();
    }
    return switch (target.unwrapped()) {
      case Expression.NameRef(var used, _) ->
          definition(used.span()).flatMap(value -> written(value, name, steps - 1));
      case Expression.RecordLiteral(var fields, _) ->
          fields.stream()
              .filter(field -> field.name().text().equals(name))
              .map(field -> field.name().span())
              .findFirst();
      case Expression.Comprehension(var element, _, _) -> written(element, name, steps - 1);
      case Expression.Index(var whole, _, _) -> written(whole, name, steps - 1);
      case Expression.Block(_, var value, _) -> written(value, name, steps - 1);
      case Expression.Sweep(var generators, var body, _) ->
          body.stream()
              .filter(Statement.Record.class::isInstance)
              .flatMap(statement -> Symbols.of(statement).stream())
              .map(Symbol::name)
              .filter(n -> n.text().equals(name))
              .findFirst()
              .or(() ->
                  generators.stream()
                      .map(g -> g.index())
                      .filter(n -> n.text().equals(name))
                      .findFirst())
              .map(Name::span);
      case Expression.Train train -> recorded(train, name);
      default -> Optional.empty();
    };
  }

  /// The column `name` of what a `train` block records on its way.
  private static Optional<Span> recorded(Expression.Train train, String name) {
    return train.items().stream()
        .flatMap(item ->
            switch (item) {
              case Item.EveryEpoch every -> every.body().stream();
              case Item.EverySteps every -> every.body().stream();
              case Item.EveryTime every -> every.body().stream();
              default -> Stream.<Statement>empty();
            })
        .filter(Statement.Record.class::isInstance)
        .flatMap(statement -> Symbols.of(statement).stream())
        .map(Symbol::name)
        .filter(n -> n.text().equals(name))
        .map(Name::span)
        .findFirst();
  }
}
