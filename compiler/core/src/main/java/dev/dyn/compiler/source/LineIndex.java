package dev.dyn.compiler.source;

import java.util.Arrays;

/// Where the lines of a text begin, as UTF-16 offsets. A line ends with `\n`, `\r\n` or a lone
/// `\r`. Lines count from 1. Looking up a line is a binary search.
public final class LineIndex {
  private final int[] starts;
  private final int length;

  private LineIndex(int[] starts, int length) {
    this.starts = starts;
    this.length = length;
  }

  /// The index of a text, in one pass over it.
  public static LineIndex of(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text, i)) {
        if (count == starts.length) starts = Arrays.copyOf(starts, 2 * count);
        starts[count++] = i + 1;
      }
    }
    return new LineIndex(Arrays.copyOf(starts, count), text.length());
  }

  private static boolean endsLine(String text, int i) {
    char c = text.charAt(i);
    return c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
  }

  /// How many lines there are; an empty text has one.
  public int count() {
    return starts.length;
  }

  /// The line, from 1, that holds an offset; offsets outside the text belong to its ends.
  public int lineOf(int offset) {
    int at = Arrays.binarySearch(starts, Math.clamp(offset, 0, length));
    return at >= 0 ? at + 1 : -at - 1;
  }

  /// The offset at which a line begins.
  public int start(int line) {
    return starts[line - 1];
  }

  /// The offset just after a line, its line end included.
  public int end(int line) {
    return line < starts.length ? starts[line] : length;
  }
}
