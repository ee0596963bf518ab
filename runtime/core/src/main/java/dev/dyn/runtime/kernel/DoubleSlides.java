package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// [UnfoldedProducts] of windows that begin one beside the other, such as those of an image with
/// one channel: the same entry of neighbouring windows are neighbours, so that nothing is copied.
/// 64-bit reals.
final class DoubleSlides {
  private static final ThreadLocal<DoubleSlides> OF_THREAD =
      ThreadLocal.withInitial(DoubleSlides::new);

  private final double[] tile = new double[ROWS * COLUMNS];
  private double[] right = new double[0];
  private int[] starts = new int[0];

  private DoubleSlides() {}

  /// Whether the windows are such, and there are enough of their entries.
  static boolean suit(int m, int rank, long[] axes, int ao) {
    return m >= ROWS && rank > 0 && axes[ao + 2 * rank - 1] == 1;
  }

  /// See [UnfoldedProducts].
  static void multiply(
      int k,
      int n,
      int m,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co) {
    DoubleSlides own = OF_THREAD.get();
    own.columns(n, m, b, bo, bRow, bCol);
    int across = (int) axes[ao + 2 * rank - 2];
    int lines = own.lines(k / across, rank - 1, axes, ao);
    for (int line = 0; line < lines; line++) {
      int start = xo + own.starts[line];
      int to = co + line * across * n;
      for (int v = 0; v < across; v += COLUMNS) {
        int lanes = Math.min(COLUMNS, across - v);
        for (int j = 0; j < n; j += ROWS) {
          DoubleWindows.tile(m, x, start + v, lanes, entries, eo, own.right, j * m, ROWS, own.tile);
          store(own.tile, lanes, Math.min(ROWS, n - j), c, to + v * n + j, n);
        }
      }
    }
  }

  /// See [UnfoldedProducts].
  static void turned(
      int m,
      int n,
      int k,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    DoubleSlides own = OF_THREAD.get();
    int across = (int) axes[ao + 2 * rank - 2];
    int lines = own.lines(k / across, rank - 1, axes, ao);
    for (int i = 0; i < m; i += ROWS) {
      int first = Math.min(i, m - ROWS);
      for (int j = 0; j < n; j += WIDTH) {
        int to = co + first * n + j;
        int lanes = Math.min(WIDTH, n - j);
        eight(
            lines,
            own.starts,
            across,
            x,
            xo,
            entries,
            eo + first,
            b,
            bo + j,
            bRow,
            lanes,
            c,
            to,
            n);
      }
    }
  }

  /// B in columns by eight, zeros beyond.
  private void columns(int n, int m, double[] b, int bo, int bRow, int bCol) {
    int groups = (n + ROWS - 1) / ROWS;
    if (right.length < groups * m * ROWS) {
      right = new double[groups * m * ROWS];
    }
    for (int j = 0; j < groups * ROWS; j++) {
      for (int p = 0; p < m; p++) {
        right[(j / ROWS * m + p) * ROWS + j % ROWS] = j < n ? b[bo + p * bRow + j * bCol] : 0.0;
      }
    }
  }

  /// Finds where each line of neighbouring windows begins.
  ///
  /// @param rank of the axes that count lines
  private int lines(int count, int rank, long[] axes, int ao) {
    if (starts.length < count) {
      starts = new int[count];
    }
    for (int line = 0; line < count; line++) {
      int rest = line;
      int start = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        int extent = (int) axes[ao + 2 * axis];
        start += rest % extent * (int) axes[ao + 2 * axis + 1];
        rest /= extent;
      }
      starts[line] = start;
    }
    return count;
  }

  private static void store(double[] tile, int lanes, int columns, double[] c, int co, int n) {
    for (int l = 0; l < lanes; l++) {
      for (int j = 0; j < columns; j++) {
        c[co + l * n + j] = tile[j * COLUMNS + l];
      }
    }
  }

  /// The sums of eight entries by a vector of columns.
  private static void eight(
      int lines,
      int[] starts,
      int across,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      double[] b,
      int bo,
      int bRow,
      int lanes,
      double[] c,
      int co,
      int n) {
    VectorMask<Double> mask = LANES.indexInRange(0, lanes);
    int o0 = (int) entries[eo];
    int o1 = (int) entries[eo + 1];
    int o2 = (int) entries[eo + 2];
    int o3 = (int) entries[eo + 3];
    int o4 = (int) entries[eo + 4];
    int o5 = (int) entries[eo + 5];
    int o6 = (int) entries[eo + 6];
    int o7 = (int) entries[eo + 7];
    DoubleVector c0 = DoubleVector.zero(LANES);
    DoubleVector c1 = DoubleVector.zero(LANES);
    DoubleVector c2 = DoubleVector.zero(LANES);
    DoubleVector c3 = DoubleVector.zero(LANES);
    DoubleVector c4 = DoubleVector.zero(LANES);
    DoubleVector c5 = DoubleVector.zero(LANES);
    DoubleVector c6 = DoubleVector.zero(LANES);
    DoubleVector c7 = DoubleVector.zero(LANES);
    int bp = bo;
    for (int line = 0; line < lines; line++) {
      int start = xo + starts[line];
      for (int at = start; at < start + across; at++) {
        DoubleVector row = DoubleVector.fromArray(LANES, b, bp, mask);
        c0 = row.fma(DoubleVector.broadcast(LANES, x[at + o0]), c0);
        c1 = row.fma(DoubleVector.broadcast(LANES, x[at + o1]), c1);
        c2 = row.fma(DoubleVector.broadcast(LANES, x[at + o2]), c2);
        c3 = row.fma(DoubleVector.broadcast(LANES, x[at + o3]), c3);
        c4 = row.fma(DoubleVector.broadcast(LANES, x[at + o4]), c4);
        c5 = row.fma(DoubleVector.broadcast(LANES, x[at + o5]), c5);
        c6 = row.fma(DoubleVector.broadcast(LANES, x[at + o6]), c6);
        c7 = row.fma(DoubleVector.broadcast(LANES, x[at + o7]), c7);
        bp += bRow;
      }
    }
    c0.intoArray(c, co + 0 * n, mask);
    c1.intoArray(c, co + 1 * n, mask);
    c2.intoArray(c, co + 2 * n, mask);
    c3.intoArray(c, co + 3 * n, mask);
    c4.intoArray(c, co + 4 * n, mask);
    c5.intoArray(c, co + 5 * n, mask);
    c6.intoArray(c, co + 6 * n, mask);
    c7.intoArray(c, co + 7 * n, mask);
  }
}
