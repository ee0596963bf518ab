package dev.dyn.compiler.diagnostic;

/// How many columns of a terminal text takes: tabs go to the next multiple of four, marks that
/// combine with the letter before take none, East Asian wide characters and pictures take two.
final class DisplayWidth {
  private static final int TAB = 4;

  /// Ranges of wide characters, after Unicode Standard Annex 11: the blocks that are wide
  /// throughout.
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  /// The columns that the first `units` UTF-16 units of a line take.
  static int of(String line, int units) {
    int width = 0;
    int i = 0;
    while (i < Math.min(units, line.length())) {
      int c = line.codePointAt(i);
      width += of(c, width);
      i += Character.charCount(c);
    }
    return width;
  }

  /// The line as it is shown: tabs as blanks, other control characters as a replacement.
  static String shown(String line) {
    var out = new StringBuilder();
    int width = 0;
    for (int c : line.codePoints().toArray()) {
      int w = of(c, width);
      if (c == '\t') out.repeat(' ', w);
      else out.appendCodePoint(isPrintable(c) ? c : '\uFFFD');
      width += w;
    }
    return out.toString();
  }

  private static boolean isPrintable(int c) {
    boolean loneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return Character.isDefined(c) && !Character.isISOControl(c) && !loneSurrogate;
  }

  private static int of(int c, int column) {
    if (c == '\t') return TAB - column % TAB;
    int type = Character.getType(c);
    boolean combines =
        type == Character.NON_SPACING_MARK
            || type == Character.ENCLOSING_MARK
            || type == Character.FORMAT;
    if (combines) return 0;
    for (int[] range : WIDE) {
      if (range[0] <= c && c <= range[1]) return 2;
    }
    return 1;
  }
}
