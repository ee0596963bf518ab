package dev.dyn.compiler.format;

import dev.dyn.compiler.parse.Lexeme;

/// A token or comment on its line.
///
/// @param gap how many blanks belong before it; 0 for the first of a line
/// @param column where it stood in the author's line, in code points
/// @param space how many blanks the author left before it
/// @param opener the offset of the bracket it stands in, -1 outside of all
record Cell(Lexeme token, String text, int gap, int column, int space, int opener) {

  boolean isComment() {
    return Spacing.isComment(token.getType());
  }

  /// Whether the author left more room than needed, perhaps for a column.
  boolean isWide() {
    return gap > 0 && space > Math.max(1, gap);
  }

  /// How many columns the last line of the text takes.
  int width() {
    int start = text.lastIndexOf('\n') + 1;
    return text.codePointCount(start, text.length());
  }

  boolean hasLineBreak() {
    return text.indexOf('\n') >= 0;
  }
}
