package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is shown of the thing under the pointer: how it is declared, its type with named
/// dimensions, its value if that is known, the equation that moves it, its documentation.
public final class Hovers {
  private Hovers() {}

  /// @param place what the text is about
  /// @param markdown the text
  public record Hover(Span place, String markdown) {}

  public static Optional<Hover> at(Snapshot snapshot, int offset) {
    List<Node> path = snapshot.path(offset);
    Optional<Navigation.Definition> definition = Navigation.definition(snapshot, offset);
    if (definition.isPresent() && !definition.get().declared().isEmpty()) {
      return Optional.of(named(snapshot, definition.get(), path));
    }
    Optional<Span> word = Words.at(snapshot, offset);
    if (word.isPresent()) {
      Optional<Hover> builtin =
          BuiltinPage.of(word.get().text())
              .filter(_ -> isUse(path))
              .map(page -> new Hover(word.get(), code(page.head()) + page.text()));
      if (builtin.isPresent()) {
        return builtin;
      }
    }
    Optional<Hover> typed = expression(snapshot, path, offset);
    return word.flatMap(place ->
            RuleWords.in(path, place.text())
                .filter(_ -> path.getLast() instanceof Name)
                .map(rule ->
                    new Hover(
                        place,
                        code(rule.name())
                            + typed
                                .filter(type -> type.place().equals(place))
                                .map(type -> type.markdown() + "\n\n")
                                .orElse("")
                            + rule.text())))
        .or(() -> typed);
  }

  private static boolean isUse(List<Node> path) {
    return path.size() > 1
        && path.getLast() instanceof Name
        && path.get(path.size() - 2) instanceof Expression.NameRef;
  }

  private static Hover named(Snapshot snapshot, Navigation.Definition definition, List<Node> path) {
    Span declared = definition.declared();
    Optional<Symbol> symbol = symbol(snapshot, declared);
    StringBuilder text = new StringBuilder();
    text.append(code(symbol.map(Symbol::head).orElse(declared.text())));
    Optional<Meaning> meaning =
        field(path)
            .flatMap(snapshot::meaning)
            .or(() -> meaning(snapshot, definition.use(), declared, symbol));
    if (meaning.isPresent() && saysMore(meaning.get(), symbol)) {
      text.append("Type: `").append(meaning.get().type()).append("`");
      meaning
          .get()
          .known()
          .filter(value -> !value.equals(declared.text()))
          .filter(value -> !symbol.map(s -> s.head().endsWith("= " + value)).orElse(false))
          .ifPresent(value -> text.append(", value `").append(value).append("`"));
      text.append("\n\n");
    }
    List<String> equations = equations(snapshot.module(), declared);
    if (!equations.isEmpty()) {
      text.append(code(String.join("\n", equations)));
    }
    symbol.flatMap(Symbol::doc).ifPresent(doc -> text.append(doc).append("\n\n"));
    if (!declared.source().equals(snapshot.source())) {
      text.append("*from `").append(declared.source().name()).append("`*");
    }
    return new Hover(definition.use(), text.toString().strip());
  }

  /// A field is what it is of the thing before the dot, not what it was declared as.
  private static Optional<Span> field(List<Node> path) {
    return path.size() > 1
            && path.getLast() instanceof Name name
            && path.get(path.size() - 2) instanceof Expression.Field field
            && field.name().equals(name)
        ? Optional.of(field.span())
        : Optional.empty();
  }

  private static boolean saysMore(Meaning meaning, Optional<Symbol> symbol) {
    boolean isCode =
        symbol.map(s -> s.kind() == SymbolKind.FUNCTION || s.kind().isSystem()).orElse(false);
    return !isCode && !meaning.type().isEmpty();
  }

  /// The symbol declared at a place, in this file or another one.
  static Optional<Symbol> symbol(Snapshot snapshot, Span declared) {
    Symbol own = snapshot.symbols().get(declared);
    if (own != null) {
      return Optional.of(own);
    }
    return module(snapshot, declared).map(module -> Symbols.byPlace(module).get(declared));
  }

  private static Optional<Module> module(Snapshot snapshot, Span place) {
    for (Declaration declaration : snapshot.module().declarations()) {
      Optional<Module> imported =
          switch (declaration) {
            case Declaration.Import library ->
                snapshot.analysis().modules().library(library.module());
            case Declaration.ImportFile file ->
                snapshot.analysis().modules().file(snapshot.module(), file.path());
            default -> Optional.empty();
          };
      if (imported.isPresent() && imported.get().source().equals(place.source())) {
        return imported;
      }
    }
    return Optional.empty();
  }

  /// What a name stands for: as it is used here, as it was declared, or at any other use.
  static Optional<Meaning> meaning(
      Snapshot snapshot, Span use, Span declared, Optional<Symbol> symbol) {
    return snapshot
        .meaning(use)
        .or(() -> snapshot.meaning(declared))
        .or(() -> symbol.flatMap(Symbol::value).flatMap(v -> snapshot.meaning(v.span())))
        .or(() ->
            snapshot.uses().of(declared).stream()
                .flatMap(other -> snapshot.meaning(other).stream())
                .findFirst());
  }

  /// The equations that move what is declared at a place.
  static List<String> equations(Module module, Span declared) {
    List<String> equations = new ArrayList<>();
    for (Declaration declaration : module.declarations()) {
      if (declaration instanceof Declaration.SystemDeclaration system
          && system.span().source().equals(declared.source())
          && system.span().contains(declared)) {
        for (Item item : system.items()) {
          if (moves(item, declared.text())) {
            equations.add(Symbols.oneLine(item.span().text()));
          }
        }
      }
    }
    return equations;
  }

  private static boolean moves(Item item, String state) {
    return switch (item) {
      case Item.Ode ode -> ode.state().text().equals(state);
      case Item.NextState next -> next.state().text().equals(state);
      case Item.Sde sde -> sde.written().text().equals("d" + state);
      default -> false;
    };
  }

  /// The smallest expression around an offset that has a type.
  private static Optional<Hover> expression(Snapshot snapshot, List<Node> path, int offset) {
    for (Node node : path.reversed()) {
      if (node instanceof Expression expression && !isLiteral(expression)) {
        Optional<Meaning> meaning = snapshot.meaning(expression.span());
        if (meaning.isPresent() && !meaning.get().type().isEmpty()) {
          return Optional.of(new Hover(expression.span(), "Type: `" + meaning.get().type() + "`"));
        }
      }
      if (node.span().length() > 400) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.Number
        || expression instanceof Expression.StringLiteral;
  }

  private static String code(String text) {
    return "```dyn\n" + text + "\n```\n\n";
  }
}
