package dev.dyn.compiler.diagnostic;

import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One problem, ready to be shown.
///
/// ```java
/// Diagnostic.of(NameCodes.UNKNOWN_NAME, "There is no `sgima` here.", span, "unknown name")
///     .suggest("did you mean `sigma`?")
/// ```
///
/// @param code the kind of problem, a row of a table
/// @param severity mostly the code's own
/// @param message one sentence in the user's words: what is wrong. It gets its capital letter and
///   its full stop here if it comes without, as the parser's do
/// @param span where
/// @param label what stands under the place: what was found there; may be empty
/// @param related other places, such as the one that set the expectation
/// @param notes further sentences: what was expected and why
/// @param suggestion a mend that would compile
public record Diagnostic(
    Code code,
    Severity severity,
    String message,
    Span span,
    String label,
    List<Note> related,
    List<String> notes,
    Optional<String> suggestion) {

  public Diagnostic {
    message = sentence(message);
    related = List.copyOf(related);
    notes = List.copyOf(notes);
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return ".!?…".indexOf(begun.charAt(begun.length() - 1)) < 0 ? begun + "." : begun;
  }

  /// A problem with the code's own severity and nothing beside the message.
  public static Diagnostic of(Code code, String message, Span span) {
    return of(code, message, span, "");
  }

  /// A problem with a label under its place.
  public static Diagnostic of(Code code, String message, Span span, String label) {
    return new Diagnostic(
        code, code.severity(), message, span, label, List.of(), List.of(), Optional.empty());
  }

  /// The same with one more place.
  public Diagnostic relate(Span place, String text) {
    var places = new ArrayList<>(related);
    places.add(new Note(place, text));
    return new Diagnostic(code, severity, message, span, label, places, notes, suggestion);
  }

  /// The same with one more sentence.
  public Diagnostic note(String sentence) {
    var sentences = new ArrayList<>(notes);
    sentences.add(sentence);
    return new Diagnostic(code, severity, message, span, label, related, sentences, suggestion);
  }

  /// The same with a mend.
  public Diagnostic suggest(String mend) {
    return new Diagnostic(code, severity, message, span, label, related, notes, Optional.of(mend));
  }

  /// The same with "did you mean …?", if a name in scope is close.
  public Diagnostic suggestName(Optional<String> closest) {
    return closest.map(name -> suggest("did you mean `" + name + "`?")).orElse(this);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
