package dev.dyn.lsp;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.ide.Edit;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// Places in a text as the protocol counts them: lines and UTF-16 units, both from 0.
final class Places {
  private Places() {}

  /// The offset of a position; what lies outside of the text belongs to its ends.
  static int offset(Source source, Position position) {
    int line = Math.clamp((long) position.getLine() + 1, 1, source.lines().count());
    if (position.getLine() >= source.lines().count()) {
      return source.text().length();
    }
    int start = source.lines().start(line);
    return start + Math.clamp(position.getCharacter(), 0, source.line(line).length());
  }

  static Position position(Source source, int offset) {
    int line = source.lineAt(offset);
    return new Position(line - 1, offset - source.lines().start(line));
  }

  static Range range(Span span) {
    return new Range(position(span.source(), span.start()), position(span.source(), span.end()));
  }

  static Span span(Source source, Range range) {
    int start = offset(source, range.getStart());
    return source.span(start, Math.max(start, offset(source, range.getEnd())));
  }

  static List<TextEdit> edits(List<Edit> edits) {
    return edits.stream().map(edit -> new TextEdit(range(edit.place()), edit.text())).toList();
  }
}
