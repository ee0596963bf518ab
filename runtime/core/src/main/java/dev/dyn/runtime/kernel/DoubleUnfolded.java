package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// [UnfoldedProducts] for 64-bit reals.
final class DoubleUnfolded {
  /// Entries of a block of windows: it stays in the second-level cache.
  private static final int BLOCK = 1 << 15;

  /// Windows of a block, at least: what is prepared for each block is little beside them.
  private static final int FEWEST = 64;

  /// Runs that are not worth vectors.
  private static final int SHORT = 8;

  private static final ThreadLocal<DoubleUnfolded> OF_THREAD =
      ThreadLocal.withInitial(DoubleUnfolded::new);

  private double[] block = new double[0];
  private double[] right = new double[0];
  private double[] sums = new double[0];
  private int[] at = new int[0];

  private DoubleUnfolded() {}

  private static int most(int entries, int windows) {
    return Math.min(windows, Math.max(FEWEST, BLOCK / entries));
  }

  /// See [UnfoldedProducts].
  static void multiply(
      int k,
      int n,
      int m,
      int run,
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
    if (DoubleSlides.suit(m, rank, axes, ao)) {
      DoubleSlides.multiply(k, n, m, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, bCol, c, co);
      return;
    }
    DoubleUnfolded own = OF_THREAD.get();
    int most = most(m, k);
    own.block(most * m + COLUMNS);
    for (int w = 0; w < k; w += most) {
      int count = Math.min(most, k - w);
      own.copy(w, count, m, run, x, xo, entries, eo, rank, axes, ao);
      DoubleGemm.multiply(count, n, m, own.block, 0, m, 1, b, bo, bRow, bCol, c, co + w * n, n);
    }
  }

  /// See [UnfoldedProducts].
  static void turned(
      int m,
      int n,
      int k,
      int run,
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
    if (DoubleSlides.suit(m, rank, axes, ao)) {
      DoubleSlides.turned(m, n, k, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, c, co);
      return;
    }
    DoubleUnfolded own = OF_THREAD.get();
    int most = most(m, k);
    own.block(most * m + COLUMNS);
    boolean isNarrow = n <= ROWS;
    if (isNarrow) {
      own.prepare(m, most);
    } else {
      Arrays.fill(c, co, co + m * n, 0.0);
    }
    for (int w = 0; w < k; w += most) {
      int count = Math.min(most, k - w);
      own.copy(w, count, m, run, x, xo, entries, eo, rank, axes, ao);
      int from = bo + w * bRow;
      if (isNarrow) {
        own.widened(count, n, b, from, bRow);
        for (int v = 0; v < m; v += COLUMNS) {
          tile(count, own.block, v, m, own.right, own.sums, v * ROWS);
        }
      } else {
        DoubleGemm.accumulate(m, n, count, own.block, 0, 1, m, b, from, bRow, 1, c, co, n);
      }
    }
    if (isNarrow) {
      own.store(m, n, c, co);
    }
  }

  /// See [UnfoldedProducts].
  static void folded(
      int images,
      int rows,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int each,
      int total,
      int offset,
      double[] y,
      int yo) {
    DoubleUnfolded own = OF_THREAD.get();
    int most = Math.min(images, Math.max(1, BLOCK / (rows * n)));
    own.block(most * rows * n);
    Arrays.fill(y, yo, yo + total, 0.0);
    for (int i = 0; i < images; i += most) {
      int count = Math.min(most, images - i);
      int from = ao + i * rows * aRow;
      DoubleGemm.multiply(
          count * rows, n, k, a, from, aRow, aCol, b, bo, bRow, bCol, own.block, 0, n);
      int to = yo + offset + i * s0;
      WindowSums.rows(count, s0, e1, s1, e2, s2, e3, s3, each, own.block, 0, y, to);
    }
  }

  private void block(int length) {
    if (block.length < length) {
      block = new double[length];
    }
  }

  /// Copies windows, one after the other. What a vector takes beyond a run is overwritten by the
  /// next.
  private void copy(
      int first,
      int count,
      int m,
      int run,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao) {
    int start = xo + start(first, rank, axes, ao);
    int reach = (run + WIDTH - 1) / WIDTH * WIDTH;
    for (int w = 0; w < count; w++) {
      int to = w * m;
      for (int i = 0; i < m; i += run) {
        int from = start + (int) entries[eo + i];
        if (run < SHORT) {
          for (int r = 0; r < run; r++) {
            block[to + i + r] = x[from + r];
          }
        } else if (from + reach <= x.length) {
          for (int v = 0; v < run; v += WIDTH) {
            DoubleVector.fromArray(LANES, x, from + v).intoArray(block, to + i + v);
          }
        } else {
          System.arraycopy(x, from, block, to + i, run);
        }
      }
      start += step(rank, axes, ao);
    }
  }

  /// Where a window begins; the next steps go on from it.
  private int start(int window, int rank, long[] axes, int ao) {
    if (at.length < rank) {
      at = new int[rank];
    }
    int rest = window;
    int start = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int extent = (int) axes[ao + 2 * axis];
      at[axis] = rest % extent;
      rest /= extent;
      start += at[axis] * (int) axes[ao + 2 * axis + 1];
    }
    return start;
  }

  /// From the beginning of a window to that of the next.
  private int step(int rank, long[] axes, int ao) {
    int step = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int extent = (int) axes[ao + 2 * axis];
      int stride = (int) axes[ao + 2 * axis + 1];
      if (++at[axis] < extent) {
        return step + stride;
      }
      at[axis] = 0;
      step -= (extent - 1) * stride;
    }
    return step;
  }

  private void prepare(int m, int most) {
    int tiles = (m + COLUMNS - 1) / COLUMNS;
    if (sums.length < tiles * ROWS * COLUMNS) {
      sums = new double[tiles * ROWS * COLUMNS];
    }
    Arrays.fill(sums, 0, tiles * ROWS * COLUMNS, 0.0);
    if (right.length < most * ROWS) {
      right = new double[most * ROWS];
    }
  }

  /// Rows of B with as many columns as a tile.
  private void widened(int count, int n, double[] b, int bo, int bRow) {
    for (int w = 0; w < count; w++) {
      for (int j = 0; j < ROWS; j++) {
        right[w * ROWS + j] = j < n ? b[bo + w * bRow + j] : 0.0;
      }
    }
  }

  private void store(int m, int n, double[] c, int co) {
    for (int i = 0; i < m; i++) {
      int from = i / COLUMNS * ROWS * COLUMNS + i % COLUMNS;
      for (int j = 0; j < n; j++) {
        c[co + i * n + j] = sums[from + j * COLUMNS];
      }
    }
  }

  /// Goes on with the sums of eight columns by two vectors of entries. Entries beyond a window are
  /// those of the next, and go nowhere.
  private static void tile(int k, double[] x, int xo, int xRow, double[] b, double[] c, int co) {
    DoubleVector c00 = DoubleVector.fromArray(LANES, c, co);
    DoubleVector c01 = DoubleVector.fromArray(LANES, c, co + WIDTH);
    DoubleVector c10 = DoubleVector.fromArray(LANES, c, co + COLUMNS);
    DoubleVector c11 = DoubleVector.fromArray(LANES, c, co + COLUMNS + WIDTH);
    DoubleVector c20 = DoubleVector.fromArray(LANES, c, co + 2 * COLUMNS);
    DoubleVector c21 = DoubleVector.fromArray(LANES, c, co + 2 * COLUMNS + WIDTH);
    DoubleVector c30 = DoubleVector.fromArray(LANES, c, co + 3 * COLUMNS);
    DoubleVector c31 = DoubleVector.fromArray(LANES, c, co + 3 * COLUMNS + WIDTH);
    DoubleVector c40 = DoubleVector.fromArray(LANES, c, co + 4 * COLUMNS);
    DoubleVector c41 = DoubleVector.fromArray(LANES, c, co + 4 * COLUMNS + WIDTH);
    DoubleVector c50 = DoubleVector.fromArray(LANES, c, co + 5 * COLUMNS);
    DoubleVector c51 = DoubleVector.fromArray(LANES, c, co + 5 * COLUMNS + WIDTH);
    DoubleVector c60 = DoubleVector.fromArray(LANES, c, co + 6 * COLUMNS);
    DoubleVector c61 = DoubleVector.fromArray(LANES, c, co + 6 * COLUMNS + WIDTH);
    DoubleVector c70 = DoubleVector.fromArray(LANES, c, co + 7 * COLUMNS);
    DoubleVector c71 = DoubleVector.fromArray(LANES, c, co + 7 * COLUMNS + WIDTH);
    int at = xo;
    int bp = 0;
    for (int p = 0; p < k; p++) {
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, at);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, at + WIDTH);
      DoubleVector b0 = DoubleVector.broadcast(LANES, b[bp]);
      c00 = b0.fma(x0, c00);
      c01 = b0.fma(x1, c01);
      DoubleVector b1 = DoubleVector.broadcast(LANES, b[bp + 1]);
      c10 = b1.fma(x0, c10);
      c11 = b1.fma(x1, c11);
      DoubleVector b2 = DoubleVector.broadcast(LANES, b[bp + 2]);
      c20 = b2.fma(x0, c20);
      c21 = b2.fma(x1, c21);
      DoubleVector b3 = DoubleVector.broadcast(LANES, b[bp + 3]);
      c30 = b3.fma(x0, c30);
      c31 = b3.fma(x1, c31);
      DoubleVector b4 = DoubleVector.broadcast(LANES, b[bp + 4]);
      c40 = b4.fma(x0, c40);
      c41 = b4.fma(x1, c41);
      DoubleVector b5 = DoubleVector.broadcast(LANES, b[bp + 5]);
      c50 = b5.fma(x0, c50);
      c51 = b5.fma(x1, c51);
      DoubleVector b6 = DoubleVector.broadcast(LANES, b[bp + 6]);
      c60 = b6.fma(x0, c60);
      c61 = b6.fma(x1, c61);
      DoubleVector b7 = DoubleVector.broadcast(LANES, b[bp + 7]);
      c70 = b7.fma(x0, c70);
      c71 = b7.fma(x1, c71);
      at += xRow;
      bp += ROWS;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + WIDTH);
    c10.intoArray(c, co + COLUMNS);
    c11.intoArray(c, co + COLUMNS + WIDTH);
    c20.intoArray(c, co + 2 * COLUMNS);
    c21.intoArray(c, co + 2 * COLUMNS + WIDTH);
    c30.intoArray(c, co + 3 * COLUMNS);
    c31.intoArray(c, co + 3 * COLUMNS + WIDTH);
    c40.intoArray(c, co + 4 * COLUMNS);
    c41.intoArray(c, co + 4 * COLUMNS + WIDTH);
    c50.intoArray(c, co + 5 * COLUMNS);
    c51.intoArray(c, co + 5 * COLUMNS + WIDTH);
    c60.intoArray(c, co + 6 * COLUMNS);
    c61.intoArray(c, co + 6 * COLUMNS + WIDTH);
    c70.intoArray(c, co + 7 * COLUMNS);
    c71.intoArray(c, co + 7 * COLUMNS + WIDTH);
  }
}
