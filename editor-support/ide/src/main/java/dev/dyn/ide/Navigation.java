package dev.dyn.ide;

import dev.dyn.compiler.parse.Keywords;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.driver.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// From names to their declarations and back.
public final class Navigation {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

  private Navigation() {}

  /// A declaration and the place that was asked about.
  public record Definition(Span use, Span declared) {}

  /// Where the name at an offset is declared: here, in another file, or in the standard library.
  public static Optional<Definition> definition(Snapshot snapshot, int offset) {
    Optional<Span> use = snapshot.uses().at(offset);
    if (use.isPresent()) {
      return snapshot.uses().declaration(use.get()).map(found -> new Definition(use.get(), found));
    }
    return Words.at(snapshot, offset)
        .flatMap(word ->
            Library.source("std.methods." + word.text())
                .map(source -> new Definition(word, start(source))));
  }

  private static Span start(Source source) {
    return source.span(0, 0);
  }

  /// All places in the file that mean the same as the name at an offset, in the order of the text.
  public static List<Span> references(Snapshot snapshot, int offset, boolean withDeclaration) {
    return definition(snapshot, offset)
        .map(definition -> references(snapshot, definition.declared(), withDeclaration))
        .orElse(List.of());
  }

  /// All places in the file that mean a declaration, which may be in another one.
  public static List<Span> references(Snapshot snapshot, Span declared, boolean withDeclaration) {
    return snapshot.uses().of(declared).stream()
        .filter(place -> withDeclaration || !place.equals(declared))
        .toList();
  }

  /// The name at an offset, if it can be renamed: it is declared in a file of the user's.
  public static Optional<Span> renamed(Snapshot snapshot, int offset) {
    return definition(snapshot, offset)
        .filter(found -> !found.declared().isEmpty() && Library.source(name(found)).isEmpty())
        .filter(found -> NAME.matcher(found.declared().text()).matches())
        .map(Definition::use);
  }

  private static String name(Definition definition) {
    return definition.declared().source().name();
  }

  /// Whether a text can be a name.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && !Keywords.reserved().contains(text);
  }

  /// The edits in the file that give what is declared at `declared` another name.
  public static List<Edit> rename(Snapshot snapshot, Span declared, String name) {
    String before = declared.text();
    List<Edit> edits = new ArrayList<>();
    for (Span use : snapshot.uses().of(declared)) {
      if (use.text().equals(before)) {
        edits.add(new Edit(use, name));
      } else if (use.text().equals("d" + before)) { // the growth of a noise
        edits.add(new Edit(use.source().span(use.start() + 1, use.end()), name));
      }
    }
    return edits;
  }
}
