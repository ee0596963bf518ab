package dev.dyn.ide;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.driver.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Changes that mend a problem or save typing.
public final class Mends {
  private Mends() {}

  /// @param title what it does, in a few words
  /// @param mended the problem that goes away, if there is one
  /// @param isBest whether it is surely what is wanted
  public record Mend(String title, List<Edit> edits, Optional<Diagnostic> mended, boolean isBest) {
    public Mend {
      edits = List.copyOf(edits);
    }
  }

  /// The changes that are offered for a part of a file.
  public static List<Mend> in(Snapshot snapshot, Span part) {
    List<Mend> mends = new ArrayList<>();
    for (Diagnostic problem : snapshot.analysis().diagnostics()) {
      Span place = problem.span();
      if (place.source().equals(snapshot.source())
          && place.start() <= part.end()
          && part.start() <= place.end()) {
        suggested(snapshot, problem).ifPresent(mends::add);
        mends.addAll(imports(snapshot, problem));
        silenced(problem).ifPresent(mends::add);
        unimported(snapshot, problem).ifPresent(mends::add);
      }
    }
    filled(snapshot, part.end()).ifPresent(mends::add);
    return mends;
  }

  /// What the problem itself suggests, if that can be written.
  private static Optional<Mend> suggested(Snapshot snapshot, Diagnostic problem) {
    return SuggestedEdit.of(snapshot, problem)
        .map(edit ->
            new Mend(
                title(edit), List.of(edit), Optional.of(problem), SuggestedEdit.isName(problem)));
  }

  private static String title(Edit edit) {
    return (edit.place().isEmpty() ? "Write `" : "Replace by `") + edit.text().strip() + "`";
  }

  /// The text after some changes, which do not overlap.
  public static Source applied(Source source, List<Edit> edits) {
    StringBuilder text = new StringBuilder(source.text());
    edits.stream()
        .sorted((a, b) -> b.place().start() - a.place().start())
        .forEach(edit -> text.replace(edit.place().start(), edit.place().end(), edit.text()));
    return new Source(source.name(), text.toString());
  }

  /// An unknown name may be that of a module, or of something in one.
  private static List<Mend> imports(Snapshot snapshot, Diagnostic problem) {
    if (problem.code() != NameCodes.UNKNOWN_NAME) {
      return List.of();
    }
    String name = problem.span().text();
    List<Mend> mends = new ArrayList<>();
    for (String module : Library.modules()) {
      String last = module.substring(module.lastIndexOf('.') + 1);
      boolean declares =
          snapshot
              .analysis()
              .modules()
              .library(module)
              .flatMap(found -> Targets.declared(found, name))
              .isPresent();
      if (!last.equals(name) && !declares) {
        continue;
      }
      Imports.edit(snapshot, module)
          .ifPresent(edit -> {
            List<Edit> edits = new ArrayList<>(List.of(edit));
            if (declares) {
              edits.add(new Edit(problem.span().before(), last + "."));
            }
            mends.add(new Mend("Import `" + module + "`", edits, Optional.of(problem), !declares));
          });
    }
    return mends;
  }

  /// A name that nobody uses says so with a `_` in front.
  private static Optional<Mend> silenced(Diagnostic problem) {
    return problem.code() == NameCodes.UNUSED_NAME
        ? Optional.of(
            new Mend(
                "Name it `_" + problem.span().text() + "`",
                List.of(new Edit(problem.span().before(), "_")),
                Optional.of(problem),
                false))
        : Optional.empty();
  }

  /// An import that nobody uses can go, if it is alone on its lines.
  private static Optional<Mend> unimported(Snapshot snapshot, Diagnostic problem) {
    if (problem.code() != NameCodes.UNUSED_IMPORT) {
      return Optional.empty();
    }
    return snapshot
        .module()
        .declarations(Declaration.Import.class)
        .filter(library -> library.members().size() <= 1)
        .map(Declaration.Import::span)
        .filter(span -> span.contains(problem.span()))
        .findFirst()
        .map(span -> {
          Source source = snapshot.source();
          int end = source.lines().end(span.endLine());
          boolean isAlone =
              source.text().substring(span.end(), end).isBlank()
                  && source
                      .text()
                      .substring(source.lines().start(span.line()), span.start())
                      .isBlank();
          Span gone = isAlone ? source.span(source.lines().start(span.line()), end) : span;
          return new Mend(
              "Remove the import", List.of(new Edit(gone, "")), Optional.of(problem), true);
        });
  }

  /// The arguments that a call still needs, or, if it needs none, those that may be given.
  private static Optional<Mend> filled(Snapshot snapshot, int offset) {
    Optional<Calls.Call> call = Calls.at(snapshot, offset);
    if (call.isEmpty() || !call.get().atStart() || !call.get().given().isEmpty()) {
      return Optional.empty();
    }
    boolean isEmpty =
        snapshot.source().text().startsWith(")", offset)
            && offset > 0
            && snapshot.source().text().charAt(offset - 1) == '(';
    List<Signature.Slot> slots = call.get().signature().slots();
    List<Signature.Slot> needed = slots.stream().filter(slot -> !slot.isOptional()).toList();
    List<String> texts =
        (needed.isEmpty() ? slots : needed)
            .stream().map(slot -> slot.name() + ": " + slot.fallback().orElse("0")).toList();
    return isEmpty && !texts.isEmpty()
        ? Optional.of(
            new Mend(
                "Fill in the arguments",
                List.of(new Edit(snapshot.source().span(offset, offset), String.join(", ", texts))),
                Optional.empty(),
                false))
        : Optional.empty();
  }
}
