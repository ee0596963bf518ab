package dev.dyn.compiler.source;

/// A place in a source: UTF-16 offsets, `start` inclusive, `end` exclusive, `start <= end`. An
/// empty span is a place between two characters, where something is missing.
public record Span(Source source, int start, int end) {
  public Span {
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException("No such place: " + start + ".." + end + " in " + source);
    }
  }

  /// The place of built-in things, which nobody wrote.
  public static Span builtin() {
    return Source.BUILTIN.all();
  }

  /// Whether this is the place of a built-in thing.
  public boolean isBuiltin() {
    return source == Source.BUILTIN;
  }

  /// From the start of this place to the end of a later one in the same source.
  public Span to(Span last) {
    return new Span(source, Math.min(start, last.start), Math.max(end, last.end));
  }

  /// The empty place just before this one.
  public Span before() {
    return new Span(source, start, start);
  }

  /// The empty place just after this one.
  public Span after() {
    return new Span(source, end, end);
  }

  public boolean isEmpty() {
    return start == end;
  }

  public int length() {
    return end - start;
  }

  /// Whether an offset lies in this place, its end included (an editor's cursor after a word).
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /// What is written there.
  public String text() {
    return source.text().substring(start, end);
  }

  /// The line of the start, from 1.
  public int line() {
    return source.lineAt(start);
  }

  /// The column of the start, from 1, in code points.
  public int column() {
    return source.columnAt(start);
  }

  /// The line of the end, from 1.
  public int endLine() {
    return source.lineAt(end);
  }

  /// The column of the end, from 1, in code points.
  public int endColumn() {
    return source.columnAt(end);
  }

  /// `name:line:column`, as editors and terminals make links of it.
  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}
