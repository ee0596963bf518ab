package dev.dyn.lsp;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Note;
import dev.dyn.compiler.diagnostic.Severity;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.ide.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;

/// Diagnostics in the form of the protocol.
final class Problems {
  private Problems() {}

  static List<org.eclipse.lsp4j.Diagnostic> of(Snapshot snapshot) {
    return snapshot.analysis().diagnostics().stream()
        .map(problem -> of(snapshot, problem))
        .toList();
  }

  static org.eclipse.lsp4j.Diagnostic of(Snapshot snapshot, Diagnostic problem) {
    boolean isHere = problem.span().source().equals(snapshot.source());
    Span place = isHere ? problem.span() : leadingTo(snapshot, problem);
    String text = isHere ? text(problem) : problem.span() + ": " + text(problem);
    var shown = new org.eclipse.lsp4j.Diagnostic(Places.range(place), text);
    shown.setSeverity(
        problem.severity() == Severity.ERROR
            ? DiagnosticSeverity.Error
            : DiagnosticSeverity.Warning);
    shown.setSource("dyn");
    shown.setCode(problem.code().id());
    if (problem.code() == NameCodes.UNUSED_NAME || problem.code() == NameCodes.UNUSED_IMPORT) {
      shown.setTags(List.of(DiagnosticTag.Unnecessary));
    }
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    List<Note> notes = new ArrayList<>(problem.related());
    if (!isHere) {
      notes.addFirst(new Note(problem.span(), "it is here"));
    }
    for (Note note : notes) {
      if (!note.span().isBuiltin()) {
        Location location = new Location(Uris.uri(note.span().source()), Places.range(note.span()));
        related.add(new DiagnosticRelatedInformation(location, note.text()));
      }
    }
    shown.setRelatedInformation(related);
    return shown;
  }

  /// What is wrong in another file is shown at the call that led there, else at the import.
  private static Span leadingTo(Snapshot snapshot, Diagnostic problem) {
    return problem.related().stream()
        .map(Note::span)
        .filter(span -> span.source().equals(snapshot.source()))
        .findFirst()
        .orElseGet(() -> importing(snapshot, problem.span()));
  }

  private static Span importing(Snapshot snapshot, Span elsewhere) {
    return snapshot
        .module()
        .declarations(Declaration.ImportFile.class)
        .filter(file ->
            snapshot
                .analysis()
                .modules()
                .file(snapshot.module(), file.path())
                .map(module -> module.source().equals(elsewhere.source()))
                .orElse(false))
        .map(Declaration.ImportFile::span)
        .findFirst()
        .or(() ->
            snapshot
                .module()
                .declarations(Declaration.ImportFile.class)
                .map(Declaration.ImportFile::span)
                .findFirst())
        .orElseGet(() -> snapshot.source().span(0, 0));
  }

  private static String text(Diagnostic problem) {
    StringBuilder text = new StringBuilder(problem.message());
    if (!problem.label().isEmpty()) {
      text.append('\n').append(problem.label());
    }
    problem.notes().forEach(note -> text.append('\n').append(note));
    problem.suggestion().ifPresent(mend -> text.append('\n').append(mend));
    return text.toString();
  }
}
