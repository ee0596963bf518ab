package dev.dyn.compiler.source;

/// A named text: what the user wrote, in a file, a prompt, or an editor. The name is what messages
/// show. Two sources are equal when name and text are; the line index follows from the text.
public record Source(String name, String text, LineIndex lines) {
  /// The source of what nobody wrote: the built-in names and functions.
  public static final Source BUILTIN = new Source("<builtin>", "");

  public Source(String name, String text) {
    this(name, text, LineIndex.of(text));
  }

  /// A place in this text, `start` inclusive, `end` exclusive, in UTF-16 units.
  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  /// The place of the whole text.
  public Span all() {
    return span(0, text.length());
  }

  /// A line, from 1, without its line end.
  public String line(int number) {
    int from = lines.start(number);
    int to = lines.end(number);
    while (to > from && (text.charAt(to - 1) == '\n' || text.charAt(to - 1) == '\r')) to--;
    return text.substring(from, to);
  }

  /// The line, from 1, of an offset.
  public int lineAt(int offset) {
    return lines.lineOf(offset);
  }

  /// The column, from 1, of an offset, counted in code points: what editors show.
  public int columnAt(int offset) {
    int within = Math.clamp(offset, 0, text.length());
    return text.codePointCount(lines.start(lineAt(within)), within) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Source(String n, String t, LineIndex _)
        && name.equals(n)
        && text.equals(t);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + text.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
