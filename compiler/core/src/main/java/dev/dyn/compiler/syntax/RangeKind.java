package dev.dyn.compiler.syntax;

/// The two kinds of range.
public enum RangeKind {
  /// `a..b`, a closed interval of reals.
  CLOSED("..", "a closed interval"),
  /// `a..<b`, integers without the last.
  HALF_OPEN("..<", "integers up to but without the last");

  private final String written;
  private final String meaning;

  RangeKind(String written, String meaning) {
    this.written = written;
    this.meaning = meaning;
  }

  /// As in a program.
  public String written() {
    return written;
  }

  /// A few words for messages.
  public String meaning() {
    return meaning;
  }
}
