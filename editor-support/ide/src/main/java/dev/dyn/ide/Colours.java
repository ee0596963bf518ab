package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Builtins;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each word of a file is, for its colour.
public final class Colours {
  private Colours() {}

  /// The kinds of words; their names are those of the language server protocol.
  public enum Colour {
    KEYWORD("keyword"),
    COMMENT("comment"),
    STRING("string"),
    NUMBER("number"),
    TYPE("type"),
    SYSTEM("class"),
    FUNCTION("function"),
    PARAMETER("parameter"),
    STATE("property"),
    NAME("variable"),
    MODULE("namespace"),
    LABEL("enumMember");

    private final String protocol;

    Colour(String protocol) {
      this.protocol = protocol;
    }

    public String protocol() {
      return protocol;
    }
  }

  /// @param isDeclared whether the name is declared here
  /// @param isFixed whether it cannot change during a run
  /// @param isBuiltin whether it comes with the language
  public record Coloured(
      Span place, Colour colour, boolean isDeclared, boolean isFixed, boolean isBuiltin) {}

  /// The words of a file in the order of the text. None reaches over the end of a line, and none
  /// overlaps another.
  public static List<Coloured> of(Snapshot snapshot) {
    Map<Span, Coloured> names = new HashMap<>();
    snapshot.module().declarations().forEach(node -> gather(snapshot, node, names));
    List<Coloured> all = new ArrayList<>(names.values());
    for (TextToken token : snapshot.tokens()) {
      switch (token.kind()) {
        case RESERVED, SOFT -> plain(token.span(), Colour.KEYWORD, names, all);
        case NUMBER -> plain(token.span(), Colour.NUMBER, names, all);
        case COMMENT, DOC -> lines(token.span(), all);
        case TEXT, NAME, OPEN, CLOSE, SIGN -> {} // texts hold names; the grammar colours them
      }
    }
    all.sort(Comparator.comparingInt(each -> each.place().start()));
    return apart(all);
  }

  /// Leaves out what overlaps something before it.
  private static List<Coloured> apart(List<Coloured> all) {
    List<Coloured> kept = new ArrayList<>();
    int end = 0;
    for (Coloured each : all) {
      if (each.place().start() >= end && !each.place().isEmpty()) {
        kept.add(each);
        end = each.place().end();
      }
    }
    return kept;
  }

  private static void plain(
      Span span, Colour colour, Map<Span, Coloured> names, List<Coloured> all) {
    if (!names.containsKey(span)) {
      all.add(new Coloured(span, colour, false, false, false));
    }
  }

  private static void lines(Span comment, List<Coloured> all) {
    for (int line = comment.line(); line <= comment.endLine(); line++) {
      int start = Math.max(comment.start(), comment.source().lines().start(line));
      int end =
          Math.min(
              comment.end(),
              comment.source().lines().start(line) + comment.source().line(line).length());
      if (start < end) {
        all.add(
            new Coloured(comment.source().span(start, end), Colour.COMMENT, false, false, false));
      }
    }
  }

  private static void gather(Snapshot snapshot, Node node, Map<Span, Coloured> names) {
    if (node instanceof TypeExpression type) {
      type.name().ifPresent(name -> put(names, name, Colour.TYPE, false, false, true));
    }
    if (node instanceof Name name && !names.containsKey(name.span())) {
      colour(snapshot, name).ifPresent(found -> names.put(name.span(), found));
    }
    if (node instanceof Expression.NameRef(Name name, _)
        && !names.containsKey(name.span())
        && Builtins.names().contains(name.text())
        && snapshot.uses().declaration(name.span()).isEmpty()) {
      put(names, name, Colour.FUNCTION, false, true, true);
    }
    Children.of((Record) node).forEach(child -> gather(snapshot, child, names));
  }

  private static void put(
      Map<Span, Coloured> names,
      Name name,
      Colour colour,
      boolean isDeclared,
      boolean isFixed,
      boolean isBuiltin) {
    names.put(name.span(), new Coloured(name.span(), colour, isDeclared, isFixed, isBuiltin));
  }

  private static Optional<Coloured> colour(Snapshot snapshot, Name name) {
    Optional<Span> declared = snapshot.uses().declaration(name.span());
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    Optional<Symbol> symbol =
        Optional.ofNullable(snapshot.symbols().get(name.span()))
            .or(() -> Hovers.symbol(snapshot, declared.get()));
    Colour colour = symbol.map(s -> colour(s.kind())).orElse(Colour.NAME);
    boolean isFixed = symbol.map(s -> isFixed(s.kind())).orElse(true);
    return Optional.of(
        new Coloured(name.span(), colour, declared.get().equals(name.span()), isFixed, false));
  }

  private static Colour colour(SymbolKind kind) {
    return switch (kind) {
      case MODULE -> Colour.MODULE;
      case FUNCTION, FORWARD -> Colour.FUNCTION;
      case SYSTEM, NETWORK, RULE, TRAINING -> Colour.SYSTEM;
      case STATE, WEIGHT, FIELD, OUTPUT -> Colour.STATE;
      case PARAM, INPUT, PARAMETER, INDEX -> Colour.PARAMETER;
      case EXPERIMENT -> Colour.LABEL;
      case IMPORTED, CONSTANT, DATA, DRAW, NOISE, LET, PART, MODEL, LAYER, BATCH, GRID, RECORD ->
          Colour.NAME;
    };
  }

  private static boolean isFixed(SymbolKind kind) {
    return switch (kind) {
      case STATE, WEIGHT, FIELD, OUTPUT, INPUT, DRAW, NOISE, BATCH -> false;
      case MODULE,
          IMPORTED,
          CONSTANT,
          DATA,
          FUNCTION,
          SYSTEM,
          NETWORK,
          RULE,
          TRAINING,
          EXPERIMENT,
          PARAM,
          LET,
          PART,
          MODEL,
          LAYER,
          GRID,
          FORWARD,
          RECORD,
          PARAMETER,
          INDEX ->
          true;
    };
  }
}
