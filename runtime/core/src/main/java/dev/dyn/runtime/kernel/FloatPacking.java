package dev.dyn.runtime.kernel;

/// Copies of matrix panels for [FloatGemm].
final class FloatPacking {
  private FloatPacking() {}

  /// Copies `count` rows of `length` contiguous elements, `row` apart, to rows `step` apart.
  static void rows(int count, int length, float[] x, int xo, int row, float[] y, int yo, int step) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, xo + i * row, y, yo + i * step, length);
    }
  }

  /// Copies `count` columns, `column` apart, of `length` elements, `next` apart, so that they lie
  /// side by side in rows `step` apart. Four at a time, to write neighbours together.
  static void columns(
      int count, int length, float[] x, int xo, int column, int next, float[] y, int yo, int step) {
    int j = 0;
    for (; j + 4 <= count; j += 4) {
      int from = xo + j * column;
      int to = yo + j;
      for (int p = 0; p < length; p++) {
        y[to] = x[from];
        y[to + 1] = x[from + column];
        y[to + 2] = x[from + 2 * column];
        y[to + 3] = x[from + 3 * column];
        from += next;
        to += step;
      }
    }
    for (; j < count; j++) {
      for (int p = 0; p < length; p++) {
        y[yo + j + p * step] = x[xo + j * column + p * next];
      }
    }
  }
}
