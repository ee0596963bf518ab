package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Builtins;
import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.driver.Library;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What could be written at a place.
public final class Completions {
  private static final List<String> OPERATORS = List.of("div", "mod", "and", "or", "not");
  private static final List<String> VALUES = List.of("if", "fn", "true", "false", "next");

  private Completions() {}

  /// What kind of thing is offered, for its picture.
  public enum Kind {
    KEYWORD,
    NAME,
    STATE,
    FUNCTION,
    SYSTEM,
    MODULE,
    FIELD,
    ARGUMENT,
    METHOD,
    EQUATION
  }

  /// @param label what is shown and compared with what was typed
  /// @param insert what is written
  /// @param detail a few words beside the label: the type
  /// @param doc Markdown
  /// @param rank smaller ones are shown first
  /// @param also further changes: an import
  public record Offer(
      Kind kind,
      String label,
      String insert,
      String detail,
      String doc,
      int rank,
      List<Edit> also) {
    public Offer {
      also = List.copyOf(also);
    }

    static Offer of(Kind kind, String label, String detail, String doc, int rank) {
      return new Offer(kind, label, label, detail, doc, rank, List.of());
    }
  }

  /// @param place what the offers replace: the word that is being typed
  public record Offers(Span place, List<Offer> offers) {
    public Offers {
      offers = List.copyOf(offers);
    }
  }

  /// What could stand at an offset.
  ///
  /// @param again analyses another text of the same file: behind a dot a name is put in, because
  ///   without one the line cannot be read
  public static Offers at(Snapshot snapshot, int offset, Reanalysis again) {
    List<TextToken> tokens = snapshot.tokens();
    Span place = typed(snapshot, tokens, offset);
    int count = Words.before(tokens, offset);
    List<Offer> offers = new ArrayList<>();
    if (isQuiet(snapshot, tokens, offset)) {
      return new Offers(place, offers);
    }
    if (isInText(tokens, offset)) {
      place = InsertedWord.at(snapshot.source(), offset);
      if (InsertedWord.isMember(place)) {
        members(snapshot, place, again, offers);
        return new Offers(place, distinct(offers));
      }
    }
    Optional<TextToken> before = count == 0 ? Optional.empty() : Optional.of(tokens.get(count - 1));
    if (before.isPresent() && before.get().is(".")) {
      if (isImport(tokens, count)) {
        modules(offers, path(tokens, count));
      } else {
        fields(snapshot, tokens, count, place, again, offers);
      }
      return new Offers(place, distinct(offers));
    }
    if (isImport(tokens, count)) {
      importing(snapshot, tokens, count, offers);
      return new Offers(place, distinct(offers));
    }
    boolean begins = beginsLine(snapshot, tokens, count, place);
    if (begins) {
      Body body = Body.around(tokens, count);
      for (String word : body.words()) {
        offers.add(Offer.of(Kind.KEYWORD, word, "", "", 10));
      }
      equations(snapshot, offset, offers);
      if (body == Body.FILE) {
        return new Offers(place, distinct(offers));
      }
    }
    Calls.at(snapshot, offset)
        .filter(Calls.Call::atStart)
        .ifPresent(call -> arguments(call, offers));
    boolean wantsMethod = count >= 2 && before.get().is(":") && tokens.get(count - 2).is("method");
    names(snapshot, offset, offers, wantsMethod);
    if (!wantsMethod && !begins) {
      VALUES.forEach(word -> offers.add(Offer.of(Kind.KEYWORD, word, "", "", 60)));
      OPERATORS.forEach(word -> offers.add(Offer.of(Kind.KEYWORD, word, "", "", 70)));
    }
    library(snapshot, offers);
    return new Offers(place, distinct(offers));
  }

  /// The same file with another text.
  @FunctionalInterface
  public interface Reanalysis {
    Snapshot of(String text);
  }

  private static List<Offer> distinct(List<Offer> offers) {
    Map<String, Offer> all = new LinkedHashMap<>();
    offers.forEach(offer -> all.putIfAbsent(offer.label(), offer));
    return List.copyOf(all.values());
  }

  /// The word that is being typed, up to where it ends.
  private static Span typed(Snapshot snapshot, List<TextToken> tokens, int offset) {
    return Words.touching(tokens, offset)
        .filter(token -> Words.isWord(token) && token.span().start() < offset)
        .map(TextToken::span)
        .orElseGet(() -> snapshot.source().span(offset, offset));
  }

  /// Inside comments, numbers and the plain parts of texts nothing is offered.
  private static boolean isQuiet(Snapshot snapshot, List<TextToken> tokens, int offset) {
    int at = Words.firstAfter(tokens, offset - 1) - 1;
    if (at < 0) {
      return false;
    }
    TextToken token = tokens.get(at);
    Span span = token.span();
    return switch (token.kind()) {
      case COMMENT, DOC -> span.end() >= offset;
      case NUMBER -> span.end() >= offset && offset > span.start();
      case TEXT ->
          span.end() > offset && !isInserted(snapshot.source().text(), span.start(), offset);
      case NAME, RESERVED, SOFT, OPEN, CLOSE, SIGN -> false;
    };
  }

  private static boolean isInText(List<TextToken> tokens, int offset) {
    int at = Words.firstAfter(tokens, offset - 1) - 1;
    return at >= 0
        && tokens.get(at).kind() == TextToken.Kind.TEXT
        && tokens.get(at).span().end() > offset;
  }

  private static boolean isInserted(String text, int start, int offset) {
    boolean open = false;
    for (int k = start; k < offset; k++) {
      char c = text.charAt(k);
      if (c == '{' && k + 1 < offset && text.charAt(k + 1) == '{' && !open) {
        k++;
      } else if (c == '{') {
        open = true;
      } else if (c == '}') {
        open = false;
      }
    }
    return open;
  }

  private static boolean beginsLine(
      Snapshot snapshot, List<TextToken> tokens, int count, Span place) {
    if (count == 0) {
      return true;
    }
    TextToken before = tokens.get(count - 1);
    boolean otherLine = before.span().endLine() < snapshot.source().lineAt(place.start());
    boolean opens = before.is("{") || before.is(";");
    return opens || otherLine && before.kind() != TextToken.Kind.SIGN && !before.is("(");
  }

  // ---- imports

  private static boolean isImport(List<TextToken> tokens, int count) {
    for (int k = count - 1; k >= 0 && k >= count - 24; k--) {
      TextToken token = tokens.get(k);
      if (token.is("import")) {
        return true;
      }
      if (!token.is(".")
          && !token.is(",")
          && !token.is("{")
          && token.kind() != TextToken.Kind.NAME) {
        return false;
      }
      boolean joined =
          token.kind() != TextToken.Kind.NAME
              || k + 1 >= count
              || !tokens.get(k + 1).kind().equals(TextToken.Kind.NAME);
      if (!joined) {
        return false;
      }
    }
    return false;
  }

  private static String path(List<TextToken> tokens, int count) {
    StringBuilder path = new StringBuilder();
    for (int k = count - 1; k >= 0 && !tokens.get(k).is("import"); k--) {
      path.insert(0, tokens.get(k).text());
    }
    return path.toString();
  }

  private static void modules(List<Offer> offers, String path) {
    for (String module : Library.modules()) {
      if (module.startsWith(path)) {
        offers.add(Offer.of(Kind.MODULE, module.substring(path.length()), "module", "", 0));
      }
    }
  }

  private static void importing(
      Snapshot snapshot, List<TextToken> tokens, int count, List<Offer> offers) {
    String path = path(tokens, count);
    int brace = path.indexOf(".{");
    if (brace < 0) {
      modules(offers, "");
      return;
    }
    snapshot
        .analysis()
        .modules()
        .library(path.substring(0, brace))
        .ifPresent(
            module -> Scopes.exported(module).forEach(symbol -> offers.add(offer(symbol, 0))));
  }

  // ---- fields

  private static void fields(
      Snapshot snapshot,
      List<TextToken> tokens,
      int count,
      Span place,
      Reanalysis again,
      List<Offer> offers) {
    if (count >= 2) {
      Optional<Module> module = Calls.module(snapshot, tokens.get(count - 2).text());
      if (module.isPresent()) {
        Scopes.exported(module.get()).forEach(symbol -> offers.add(offer(symbol, 0)));
        return;
      }
    }
    members(snapshot, place, again, offers);
  }

  private static void members(Snapshot snapshot, Span place, Reanalysis again, List<Offer> offers) {
    if (!targets(snapshot, place, offers)) {
      String text = snapshot.source().text();
      String put = text.substring(0, place.start()) + "x" + text.substring(place.end());
      Snapshot mended = again.of(put);
      targets(mended, mended.source().span(place.start(), place.start() + 1), offers);
    }
  }

  /// Adds the fields of what stands before the dot; whether it is known what that is.
  private static boolean targets(Snapshot snapshot, Span name, List<Offer> offers) {
    for (var node : snapshot.path(name.end()).reversed()) {
      if (node instanceof Expression.Field field && field.name().span().start() == name.start()) {
        Optional<Meaning> meaning = snapshot.meaning(field.target().unwrapped().span());
        meaning.stream()
            .flatMap(m -> m.fields().stream())
            .forEach(f -> offers.add(Offer.of(Kind.FIELD, f.name(), f.meaning().type(), "", 0)));
        boolean isRecord = meaning.map(Meaning::isRecord).orElse(false);
        if (!isRecord) {
          meaning.flatMap(Meaning::system).ifPresent(system -> items(system, offers));
        }
        return meaning.isPresent();
      }
    }
    return false;
  }

  private static void items(Declaration.SystemDeclaration system, List<Offer> offers) {
    for (Item item : system.items()) {
      Symbols.of(item).forEach(symbol -> offers.add(offer(symbol, 0)));
    }
  }

  // ---- names

  private static void arguments(Calls.Call call, List<Offer> offers) {
    for (Signature.Slot slot : call.signature().slots()) {
      if (!call.given().contains(slot.name())) {
        String detail = slot.fallback().map(value -> "= " + value).orElse("");
        offers.add(
            new Offer(
                Kind.ARGUMENT,
                slot.name() + ":",
                slot.name() + ": ",
                detail,
                slot.doc().orElse(""),
                slot.isOptional() ? 6 : 5,
                List.of()));
      }
    }
  }

  private static void names(
      Snapshot snapshot, int offset, List<Offer> offers, boolean wantsMethod) {
    for (Symbol symbol : Scopes.at(snapshot, offset)) {
      String type =
          Hovers.meaning(snapshot, symbol.name().span(), symbol.name().span(), Optional.of(symbol))
              .map(Meaning::type)
              .orElse(symbol.kind().word());
      offers.add(
          new Offer(
              kind(symbol),
              symbol.name().text(),
              symbol.name().text(),
              type.isEmpty() ? symbol.kind().word() : type,
              symbol.doc().orElse(""),
              20,
              List.of()));
    }
    for (RuleWords.RuleWord word : RuleWords.in(snapshot.path(offset))) {
      offers.add(Offer.of(Kind.NAME, word.name(), "in rules", word.text(), 19));
    }
    boolean isInSystem =
        snapshot.path(offset).stream().anyMatch(Declaration.SystemDeclaration.class::isInstance);
    if (isInSystem && !wantsMethod) {
      offers.add(Offer.of(Kind.NAME, "t", "real", "The time; in a map the number of steps.", 25));
    }
    for (String name : Builtins.names()) {
      if (Builtins.isRefused(name)) {
        continue;
      }
      boolean isMethod = Library.source("std.methods." + name).isPresent();
      BuiltinPage.of(name)
          .ifPresent(page ->
              offers.add(
                  Offer.of(
                      isMethod ? Kind.METHOD : Kind.FUNCTION,
                      name,
                      page.head(),
                      page.text(),
                      isMethod == wantsMethod ? 30 : 50)));
    }
  }

  private static Kind kind(Symbol symbol) {
    return switch (symbol.kind()) {
      case STATE, WEIGHT -> Kind.STATE;
      case FUNCTION, FORWARD -> Kind.FUNCTION;
      case SYSTEM, NETWORK, RULE, TRAINING -> Kind.SYSTEM;
      case MODULE -> Kind.MODULE;
      case IMPORTED,
          CONSTANT,
          DATA,
          EXPERIMENT,
          PARAM,
          INPUT,
          OUTPUT,
          DRAW,
          NOISE,
          LET,
          PART,
          MODEL,
          LAYER,
          BATCH,
          GRID,
          FIELD,
          RECORD,
          PARAMETER,
          INDEX ->
          Kind.NAME;
    };
  }

  private static Offer offer(Symbol symbol, int rank) {
    return Offer.of(
        kind(symbol), symbol.name().text(), symbol.head(), symbol.doc().orElse(""), rank);
  }

  /// States that have no equation yet.
  private static void equations(Snapshot snapshot, int offset, List<Offer> offers) {
    for (var node : snapshot.path(offset)) {
      if (node instanceof Declaration.SystemDeclaration system) {
        boolean isMap = system.items().stream().anyMatch(Item.NextState.class::isInstance);
        for (Item item : system.items()) {
          for (Symbol symbol : Symbols.of(item)) {
            if (symbol.kind() == SymbolKind.STATE
                && Hovers.equations(snapshot.module(), symbol.name().span()).isEmpty()) {
              String left = isMap ? "next " + symbol.name().text() : symbol.name().text() + "'";
              offers.add(
                  new Offer(Kind.EQUATION, left, left + " = ", "equation", "", 1, List.of()));
            }
          }
        }
      }
    }
  }

  /// Names of the standard library that are not imported yet, with the import.
  private static void library(Snapshot snapshot, List<Offer> offers) {
    for (String module : Library.modules()) {
      String last = module.substring(module.lastIndexOf('.') + 1);
      boolean isImported =
          snapshot
              .module()
              .declarations(Declaration.Import.class)
              .anyMatch(library -> library.module().equals(module));
      if (isImported) {
        continue;
      }
      Imports.edit(snapshot, module)
          .ifPresent(edit ->
              snapshot
                  .analysis()
                  .modules()
                  .library(module)
                  .ifPresent(found ->
                      Scopes.exported(found)
                          .forEach(symbol ->
                              offers.add(
                                  new Offer(
                                      kind(symbol),
                                      last + "." + symbol.name().text(),
                                      last + "." + symbol.name().text(),
                                      "import " + module,
                                      symbol.doc().orElse(""),
                                      80,
                                      List.of(edit))))));
    }
  }
}
