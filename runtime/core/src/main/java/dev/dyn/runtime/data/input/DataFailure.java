package dev.dyn.runtime.data.input;

import java.util.List;

/// A file that cannot be read as data.
///
/// The message is a sentence for the user that names the file and, where there is one, the line and
/// the column. Notes say what was expected and what to try.
public final class DataFailure extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong, so that the compiler can give it a code.
  public enum Kind {
    MISSING_FILE,
    UNREADABLE_FILE,
    WRONG_KIND,
    DAMAGED,
    RAGGED,
    NOT_A_NUMBER,
    UNKNOWN_COLUMN,
    DUPLICATE_COLUMN,
    TOO_LARGE
  }

  private final Kind kind;
  private final transient List<String> notes;
  private final String wanted;
  private final transient List<String> candidates;

  private DataFailure(
      Kind kind, String message, List<String> notes, String wanted, List<String> candidates) {
    super(message, null, false, false);
    this.kind = kind;
    this.notes = List.copyOf(notes);
    this.wanted = wanted;
    this.candidates = List.copyOf(candidates);
  }

  public static DataFailure of(Kind kind, String message, String... notes) {
    return new DataFailure(kind, message, List.of(notes), "", List.of());
  }

  /// The same, where `wanted` was written and one of `candidates` may have been meant.
  public DataFailure suggesting(String wanted, List<String> candidates) {
    return new DataFailure(kind, getMessage(), notes, wanted, candidates);
  }

  public Kind kind() {
    return kind;
  }

  public List<String> notes() {
    return notes;
  }

  /// The name that was not found; empty if this is not about a name.
  public String wanted() {
    return wanted;
  }

  /// Names that are there.
  public List<String> candidates() {
    return candidates;
  }
}
