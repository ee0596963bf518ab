package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.ROWS;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Copies of matrix panels for [FloatGemm].
final class FloatPacking {
  /// A step of a panel of A, or as much of it as a vector holds.
  private static final VectorSpecies<Float> STEP =
      WIDTH > ROWS
          ? VectorSpecies.of(float.class, VectorShape.forBitSize(ROWS * Float.SIZE))
          : LANES;

  private FloatPacking() {}

  /// Copies `count` rows of `length` contiguous elements, `row` apart, to rows `step` apart. Rows
  /// as long as tiles are high or wide are copied in vectors, because a call for each would take
  /// longer.
  static void rows(int count, int length, float[] x, int xo, int row, float[] y, int yo, int step) {
    if (length == COLUMNS) {
      for (int i = 0; i < count; i++) {
        int from = xo + i * row;
        int to = yo + i * step;
        FloatVector.fromArray(LANES, x, from).intoArray(y, to);
        FloatVector.fromArray(LANES, x, from + WIDTH).intoArray(y, to + WIDTH);
      }
      return;
    }
    if (length == ROWS) {
      for (int i = 0; i < count; i++) {
        int from = xo + i * row;
        int to = yo + i * step;
        for (int p = 0; p < ROWS; p += STEP.length()) {
          FloatVector.fromArray(STEP, x, from + p).intoArray(y, to + p);
        }
      }
      return;
    }
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
