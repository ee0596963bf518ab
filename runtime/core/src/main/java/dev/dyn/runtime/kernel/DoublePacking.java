package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import java.util.Arrays;
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

  /// Panels that are written together.
  private static final int TOGETHER = 8;

  private DoublePacking() {}

  /// Copies `count` rows of `length` contiguous elements, `row` apart, to rows `step` apart.
  static void rows(
      int count, int length, double[] x, int xo, int row, double[] y, int yo, int step) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, xo + i * row, y, yo + i * step, length);
    }
  }

  /// Copies `count` rows of `length` contiguous elements, `row` apart, to a strip, see
  /// [DoubleStrip].
  static void strips(int count, int length, double[] x, int xo, int row, double[] y, int yo) {
    if (length < WIDTH) {
      rows(count, length, x, xo, row, y, yo, DoubleStrip.LENGTH);
      return;
    }
    int last = length - WIDTH;
    for (int i = 0; i < count; i++) {
      int from = xo + i * row;
      int to = yo + i * DoubleStrip.LENGTH;
      for (int p = 0; p < last; p += WIDTH) {
        DoubleVector.fromArray(LANES, x, from + p).intoArray(y, to + p);
      }
      DoubleVector.fromArray(LANES, x, from + last).intoArray(y, to + last);
    }
  }

  /// Copies `steps` rows of `columns` contiguous elements, `row` apart, into panels of `COLUMNS`
  /// each; what is left of a row goes to a last panel that is filled up with zeros.
  ///
  /// Some panels are written together, row by row: columns of a large matrix alone touch a page of
  /// memory at every step. But not more than [#TOGETHER], because the places written at a step
  /// share the same few lines of the first-level cache.
  static void wide(int steps, int columns, double[] x, int xo, int row, double[] y, int yo) {
    int panel = steps * COLUMNS;
    int whole = columns / COLUMNS;
    for (int first = 0; first < whole; first += TOGETHER) {
      int end = Math.min(whole, first + TOGETHER);
      for (int p = 0; p < steps; p++) {
        int from = xo + p * row + first * COLUMNS;
        int to = yo + first * panel + p * COLUMNS;
        for (int q = first; q < end; q++) {
          DoubleVector.fromArray(LANES, x, from).intoArray(y, to);
          DoubleVector.fromArray(LANES, x, from + WIDTH).intoArray(y, to + WIDTH);
          from += COLUMNS;
          to += panel;
        }
      }
    }
    int rest = columns - whole * COLUMNS;
    if (rest > 0) {
      int last = yo + whole * panel;
      Arrays.fill(y, last, last + panel, 0.0);
      rows(steps, rest, x, xo + whole * COLUMNS, row, y, last, COLUMNS);
    }
  }

  /// Copies `steps` rows of B into panels of `COLUMNS` columns each, a step contiguous; the last
  /// panel is filled up with zeros.
  static void panels(
      int steps, int columns, double[] x, int xo, int row, int column, double[] y, int yo) {
    if (column == 1) {
      wide(steps, columns, x, xo, row, y, yo);
      return;
    }
    for (int j = 0; j < columns; j += COLUMNS) {
      int across = Math.min(COLUMNS, columns - j);
      int panel = yo + j * steps;
      if (across < COLUMNS) {
        Arrays.fill(y, panel, panel + steps * COLUMNS, 0.0);
      }
      columns(across, steps, x, xo + j * column, column, row, y, panel, COLUMNS);
    }
  }

  /// `columns` with those that fill the last panel up.
  static int wholePanels(int columns) {
    return (columns + COLUMNS - 1) / COLUMNS * COLUMNS;
  }

  /// As [#wide] for panels of `ROWS` each.
  static void high(int steps, int columns, double[] x, int xo, int row, double[] y, int yo) {
    int panel = steps * ROWS;
    int whole = columns / ROWS;
    for (int first = 0; first < whole; first += TOGETHER) {
      int end = Math.min(whole, first + TOGETHER);
      for (int p = 0; p < steps; p++) {
        int from = xo + p * row + first * ROWS;
        int to = yo + first * panel + p * ROWS;
        for (int q = first; q < end; q++) {
          for (int r = 0; r < ROWS; r += STEP.length()) {
            DoubleVector.fromArray(STEP, x, from + r).intoArray(y, to + r);
          }
          from += ROWS;
          to += panel;
        }
      }
    }
    int rest = columns - whole * ROWS;
    if (rest > 0) {
      int last = yo + whole * panel;
      Arrays.fill(y, last, last + panel, 0.0);
      rows(steps, rest, x, xo + whole * ROWS, row, y, last, ROWS);
    }
  }

  /// Eight columns, `column` apart, of `length` contiguous elements, side by side in a panel of
  /// `COLUMNS`. HotSpot knows all distances but that of the columns, and checks no bounds in the
  /// loop.
  private static void eightWide(int length, double[] x, int xo, int column, double[] y, int yo) {
    int c1 = xo + column;
    int c2 = xo + 2 * column;
    int c3 = xo + 3 * column;
    int c4 = xo + 4 * column;
    int c5 = xo + 5 * column;
    int c6 = xo + 6 * column;
    int c7 = xo + 7 * column;
    for (int p = 0; p < length; p++) {
      int to = yo + p * COLUMNS;
      y[to] = x[xo + p];
      y[to + 1] = x[c1 + p];
      y[to + 2] = x[c2 + p];
      y[to + 3] = x[c3 + p];
      y[to + 4] = x[c4 + p];
      y[to + 5] = x[c5 + p];
      y[to + 6] = x[c6 + p];
      y[to + 7] = x[c7 + p];
    }
  }

  /// As [#eightWide] for a panel of `ROWS`.
  private static void eightHigh(int length, double[] x, int xo, int column, double[] y, int yo) {
    int c1 = xo + column;
    int c2 = xo + 2 * column;
    int c3 = xo + 3 * column;
    int c4 = xo + 4 * column;
    int c5 = xo + 5 * column;
    int c6 = xo + 6 * column;
    int c7 = xo + 7 * column;
    for (int p = 0; p < length; p++) {
      int to = yo + p * ROWS;
      y[to] = x[xo + p];
      y[to + 1] = x[c1 + p];
      y[to + 2] = x[c2 + p];
      y[to + 3] = x[c3 + p];
      y[to + 4] = x[c4 + p];
      y[to + 5] = x[c5 + p];
      y[to + 6] = x[c6 + p];
      y[to + 7] = x[c7 + p];
    }
  }

  /// Copies `count` columns, `column` apart, of `length` elements, `next` apart, so that they lie
  /// side by side in rows `step` apart. Eight or four at a time, to write neighbours together.
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
    if (next == 1 && step == COLUMNS) {
      for (; j + 8 <= count; j += 8) {
        eightWide(length, x, xo + j * column, column, y, yo + j);
      }
    } else if (next == 1 && step == ROWS) {
      for (; j + 8 <= count; j += 8) {
        eightHigh(length, x, xo + j * column, column, y, yo + j);
      }
    }
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
