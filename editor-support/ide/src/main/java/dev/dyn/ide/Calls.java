package dev.dyn.ide;

import dev.dyn.compiler.elaborate.Meaning;
import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.parse.TextToken;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The call whose arguments are being written. It is found by brackets, so that it is there while
/// the text is broken, as it is when somebody types.
public final class Calls {
  private Calls() {}

  /// @param signature how the function is called
  /// @param doc what is said about it
  /// @param active the parameter that is being written, or −1
  /// @param given the names of those that were given by name
  /// @param atStart whether an argument begins here
  public record Call(
      Signature signature, Optional<String> doc, int active, Set<String> given, boolean atStart) {
    public Call {
      given = Set.copyOf(given);
    }
  }

  /// The innermost call around an offset.
  public static Optional<Call> at(Snapshot snapshot, int offset) {
    List<TextToken> tokens = snapshot.tokens();
    int count = Words.before(tokens, offset);
    int open = innermost(tokens, count);
    if (open < 1 || !tokens.get(open).is("(") || isText(tokens, count, offset)) {
      return Optional.empty();
    }
    Optional<Named> function = callee(snapshot, tokens, open);
    if (function.isEmpty()) {
      return Optional.empty();
    }
    int position = 0;
    int last = open;
    String name = "";
    Set<String> given = new HashSet<>();
    int depth = tokens.get(open).depth() + 1;
    for (int k = open + 1; k < count; k++) {
      TextToken token = tokens.get(k);
      if (token.depth() == depth && token.is(",")) {
        position++;
        last = k;
        name = "";
      }
      if (token.depth() == depth && token.is(":") && k == last + 2) {
        name = tokens.get(k - 1).text();
        given.add(name);
      }
    }
    return Optional.of(
        new Call(
            function.get().signature(),
            function.get().doc(),
            active(function.get().signature(), name, position),
            given,
            last == count - 1));
  }

  private static boolean isText(List<TextToken> tokens, int count, int offset) {
    int at = Words.firstAfter(tokens, offset) - 1;
    if (at < 0 || at < count - 1) {
      return false;
    }
    TextToken token = tokens.get(at);
    return token.kind() == TextToken.Kind.COMMENT && token.span().end() >= offset;
  }

  private static int innermost(List<TextToken> tokens, int count) {
    int closed = 0;
    for (int k = count - 1; k >= 0; k--) {
      TextToken token = tokens.get(k);
      switch (token.kind()) {
        case CLOSE -> closed++;
        case OPEN -> {
          if (closed == 0) {
            return k;
          }
          closed--;
        }
        case NAME, RESERVED, SOFT, NUMBER, TEXT, COMMENT, DOC, SIGN -> {}
      }
    }
    return -1;
  }

  private static int active(Signature signature, String name, int position) {
    for (int k = 0; k < signature.slots().size(); k++) {
      if (name.isEmpty()
          ? k == position && !signature.slots().get(k).byName()
          : signature.slots().get(k).name().equals(name)) {
        return k;
      }
    }
    return -1;
  }

  private record Named(Signature signature, Optional<String> doc) {}

  /// What stands before the parenthesis: a name, or a name of a module or record and a field.
  private static Optional<Named> callee(Snapshot snapshot, List<TextToken> tokens, int open) {
    TextToken name = tokens.get(open - 1);
    if (!Words.isWord(name) || name.kind() == TextToken.Kind.RESERVED) {
      return Optional.empty();
    }
    if (open >= 3 && tokens.get(open - 2).is(".")) {
      String owner = tokens.get(open - 3).text();
      Optional<Named> member =
          module(snapshot, owner).flatMap(module -> declared(module, name.text()));
      if (member.isPresent()) {
        return member;
      }
      Span whole = tokens.get(open - 3).span().to(name.span());
      return snapshot
          .meaning(whole)
          .flatMap(Meaning::signature)
          .map(signature -> new Named(signature, Optional.empty()));
    }
    return named(snapshot, name.span());
  }

  private static Optional<Named> named(Snapshot snapshot, Span name) {
    Optional<Named> own = declared(snapshot.module(), name.text());
    if (own.isPresent()) {
      return own;
    }
    for (Declaration declaration : snapshot.module().declarations()) {
      Optional<Named> imported =
          switch (declaration) {
            case Declaration.Import library
                when library.members().stream().anyMatch(n -> n.text().equals(name.text())) ->
                snapshot
                    .analysis()
                    .modules()
                    .library(library.module())
                    .flatMap(module -> declared(module, name.text()));
            case Declaration.ImportFile file ->
                snapshot
                    .analysis()
                    .modules()
                    .file(snapshot.module(), file.path())
                    .flatMap(module -> declared(module, name.text()));
            default -> Optional.empty();
          };
      if (imported.isPresent()) {
        return imported;
      }
    }
    Optional<Signature> local =
        Scopes.at(snapshot, name.start()).stream()
            .filter(symbol -> symbol.name().text().equals(name.text()))
            .findFirst()
            .flatMap(
                symbol -> Hovers.meaning(snapshot, name, symbol.name().span(), Optional.of(symbol)))
            .flatMap(Meaning::signature);
    return local
        .map(signature -> new Named(signature, Optional.empty()))
        .or(() ->
            Signature.ofBuiltin(name.text())
                .map(signature ->
                    new Named(signature, BuiltinPage.of(name.text()).map(BuiltinPage::text))));
  }

  /// The module that a name stands for at the top of the file.
  static Optional<Module> module(Snapshot snapshot, String name) {
    return snapshot
        .module()
        .declarations(Declaration.Import.class)
        .filter(
            library -> library.members().isEmpty() && library.path().getLast().text().equals(name))
        .findFirst()
        .flatMap(library -> snapshot.analysis().modules().library(library.module()));
  }

  private static Optional<Named> declared(Module module, String name) {
    for (Declaration declaration : module.declarations()) {
      if (declaration instanceof Declaration.Function function
          && function.name().text().equals(name)) {
        return Optional.of(new Named(Signature.of(name, function.parameters()), function.doc()));
      }
      if (declaration instanceof Declaration.SystemDeclaration system
          && system.name().text().equals(name)) {
        return Optional.of(new Named(Signature.of(system, true), system.doc()));
      }
    }
    return Optional.empty();
  }
}
