package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.ROWS;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// [WindowProducts] for 64-bit reals.
final class DoubleWindows {
  private static final ThreadLocal<double[]> TILE =
      ThreadLocal.withInitial(() -> new double[ROWS * COLUMNS]);

  private DoubleWindows() {}

  /// See [WindowProducts]. A tile is eight columns of C by two vectors of neighbouring entries of
  /// the windows, and is turned when it is stored.
  static void turned(
      int m,
      int n,
      int k,
      int run,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      long[] windows,
      int wo,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    double[] tile = TILE.get();
    for (int first = 0; first < m; first += run) {
      int start = xo + (int) entries[eo + first];
      for (int v = 0; v < run; v += COLUMNS) {
        int lanes = Math.min(COLUMNS, run - v);
        for (int j = 0; j < n; j += ROWS) {
          int across = Math.min(j, n - ROWS);
          tile(k, x, start + v, lanes, windows, wo, b, bo + across, bRow, tile);
          int to = co + (first + v) * n + across;
          for (int l = 0; l < lanes; l++) {
            for (int r = 0; r < ROWS; r++) {
              c[to + l * n + r] = tile[r * COLUMNS + l];
            }
          }
        }
      }
    }
  }

  /// Sums over `k` rows of B, eight columns of each, times what stands at `windows` in x, for two
  /// vectors of places from `xo` on, of which `lanes` count.
  static void tile(
      int k,
      double[] x,
      int xo,
      int lanes,
      long[] windows,
      int wo,
      double[] b,
      int bo,
      int bRow,
      double[] c) {
    VectorMask<Double> near = LANES.indexInRange(0, lanes);
    VectorMask<Double> far = LANES.indexInRange(WIDTH, lanes);
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c01 = DoubleVector.zero(LANES);
    DoubleVector c10 = DoubleVector.zero(LANES);
    DoubleVector c11 = DoubleVector.zero(LANES);
    DoubleVector c20 = DoubleVector.zero(LANES);
    DoubleVector c21 = DoubleVector.zero(LANES);
    DoubleVector c30 = DoubleVector.zero(LANES);
    DoubleVector c31 = DoubleVector.zero(LANES);
    DoubleVector c40 = DoubleVector.zero(LANES);
    DoubleVector c41 = DoubleVector.zero(LANES);
    DoubleVector c50 = DoubleVector.zero(LANES);
    DoubleVector c51 = DoubleVector.zero(LANES);
    DoubleVector c60 = DoubleVector.zero(LANES);
    DoubleVector c61 = DoubleVector.zero(LANES);
    DoubleVector c70 = DoubleVector.zero(LANES);
    DoubleVector c71 = DoubleVector.zero(LANES);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      int at = xo + (int) windows[wo + p];
      DoubleVector x0 = DoubleVector.fromArray(LANES, x, at, near);
      DoubleVector x1 = DoubleVector.fromArray(LANES, x, at + WIDTH, far);
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
      bp += bRow;
    }
    c00.intoArray(c, 0);
    c01.intoArray(c, WIDTH);
    c10.intoArray(c, COLUMNS);
    c11.intoArray(c, COLUMNS + WIDTH);
    c20.intoArray(c, 2 * COLUMNS);
    c21.intoArray(c, 2 * COLUMNS + WIDTH);
    c30.intoArray(c, 3 * COLUMNS);
    c31.intoArray(c, 3 * COLUMNS + WIDTH);
    c40.intoArray(c, 4 * COLUMNS);
    c41.intoArray(c, 4 * COLUMNS + WIDTH);
    c50.intoArray(c, 5 * COLUMNS);
    c51.intoArray(c, 5 * COLUMNS + WIDTH);
    c60.intoArray(c, 6 * COLUMNS);
    c61.intoArray(c, 6 * COLUMNS + WIDTH);
    c70.intoArray(c, 7 * COLUMNS);
    c71.intoArray(c, 7 * COLUMNS + WIDTH);
  }
}
