package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;

/// Products of [Gemm] with five to eight columns, from an A with its columns contiguous: the
/// derivative by the kernel of a convolution with few channels, of which A has the windows. 64-bit
/// reals.
///
/// A tile is two vectors of entries of A, which may overlap, by eight columns of C. Where there are
/// fewer columns the last is computed several times.
final class DoubleFewColumns {
  private static final int MOST = 8;

  private static final ThreadLocal<double[]> TILE =
      ThreadLocal.withInitial(() -> new double[MOST * COLUMNS]);

  private DoubleFewColumns() {}

  /// Whether these loops are made for a product of this shape.
  static boolean suits(int m, int n, int aRow, int bCol) {
    return n > 4 && n <= MOST && m >= WIDTH && aRow == 1 && bCol == 1;
  }

  static void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
    double[] tile = TILE.get();
    for (int i = 0; i < m; i += COLUMNS) {
      int near = Math.min(i, m - WIDTH);
      int far = Math.min(i + WIDTH, m - WIDTH);
      tile(k, n - 1, a, ao + near, far - near, aCol, b, bo, bRow, tile);
      store(n, tile, 0, c, co + near * cRow, cRow);
      store(n, tile, WIDTH, c, co + far * cRow, cRow);
    }
  }

  private static void store(int n, double[] tile, int from, double[] c, int co, int cRow) {
    for (int l = 0; l < WIDTH; l++) {
      for (int j = 0; j < n; j++) {
        c[co + l * cRow + j] = tile[j * COLUMNS + from + l];
      }
    }
  }

  private static void tile(
      int k,
      int last,
      double[] a,
      int ao,
      int step,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c) {
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
    int j5 = Math.min(5, last);
    int j6 = Math.min(6, last);
    int j7 = Math.min(7, last);
    int ap = ao;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector a0 = DoubleVector.fromArray(LANES, a, ap);
      DoubleVector a1 = DoubleVector.fromArray(LANES, a, ap + step);
      DoubleVector b0 = DoubleVector.broadcast(LANES, b[bp]);
      c00 = b0.fma(a0, c00);
      c01 = b0.fma(a1, c01);
      DoubleVector b1 = DoubleVector.broadcast(LANES, b[bp + 1]);
      c10 = b1.fma(a0, c10);
      c11 = b1.fma(a1, c11);
      DoubleVector b2 = DoubleVector.broadcast(LANES, b[bp + 2]);
      c20 = b2.fma(a0, c20);
      c21 = b2.fma(a1, c21);
      DoubleVector b3 = DoubleVector.broadcast(LANES, b[bp + 3]);
      c30 = b3.fma(a0, c30);
      c31 = b3.fma(a1, c31);
      DoubleVector b4 = DoubleVector.broadcast(LANES, b[bp + 4]);
      c40 = b4.fma(a0, c40);
      c41 = b4.fma(a1, c41);
      DoubleVector b5 = DoubleVector.broadcast(LANES, b[bp + j5]);
      c50 = b5.fma(a0, c50);
      c51 = b5.fma(a1, c51);
      DoubleVector b6 = DoubleVector.broadcast(LANES, b[bp + j6]);
      c60 = b6.fma(a0, c60);
      c61 = b6.fma(a1, c61);
      DoubleVector b7 = DoubleVector.broadcast(LANES, b[bp + j7]);
      c70 = b7.fma(a0, c70);
      c71 = b7.fma(a1, c71);
      ap += aCol;
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
