package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Copies of matrix panels for [DoubleGemm].
final class DoublePacking {
  /// A step of a panel of A, or as much of it as a vector holds.
  private static final VectorSpecies<Double> STEP =
      WIDTH > ROWS
          ? VectorSpecies.of(double.class, VectorShape.forBitSize(ROWS * Double.SIZE))
          : LANES;

  private DoublePacking() {}

  /// Copies `count` rows of `length` contiguous elements, `row` apart, to rows `step` apart. Rows
  /// as long as tiles are high or wide are copied in vectors, because a call for each would take
  /// longer.
  static void rows(
      int count, int length, double[] x, int xo, int row, double[] y, int yo, int step) {
    if (length == COLUMNS) {
      for (int i = 0; i < count; i++) {
        int from = xo + i * row;
        int to = yo + i * step;
        DoubleVector.fromArray(LANES, x, from).intoArray(y, to);
        DoubleVector.fromArray(LANES, x, from + WIDTH).intoArray(y, to + WIDTH);
      }
      return;
    }
    if (length == ROWS) {
      for (int i = 0; i < count; i++) {
        int from = xo + i * row;
        int to = yo + i * step;
        for (int p = 0; p < ROWS; p += STEP.length()) {
          DoubleVector.fromArray(STEP, x, from + p).intoArray(y, to + p);
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
      int count,
      int length,
      double[] x,
      int xo,
      int column,
      int next,
      double[] y,
      int yo,
      int step) {
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
