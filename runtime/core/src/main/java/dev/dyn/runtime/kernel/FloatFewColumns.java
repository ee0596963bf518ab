package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/// Products of [Gemm] with five to eight columns, from an A with its columns contiguous: the
/// derivative by the kernel of a convolution with few channels, of which A has the windows. 32-bit
/// reals.
///
/// A tile is two vectors of entries of A, which may overlap, by eight columns of C. Where there are
/// fewer columns the last is computed several times.
final class FloatFewColumns {
  private static final int MOST = 8;

  private static final ThreadLocal<float[]> TILE =
      ThreadLocal.withInitial(() -> new float[MOST * COLUMNS]);

  private FloatFewColumns() {}

  /// Whether these loops are made for a product of this shape.
  static boolean suits(int m, int n, int aRow, int bCol) {
    return n > 4 && n <= MOST && m >= WIDTH && aRow == 1 && bCol == 1;
  }

  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int cRow) {
    float[] tile = TILE.get();
    for (int i = 0; i < m; i += COLUMNS) {
      int near = Math.min(i, m - WIDTH);
      int far = Math.min(i + WIDTH, m - WIDTH);
      tile(k, n - 1, a, ao + near, far - near, aCol, b, bo, bRow, tile);
      store(n, tile, 0, c, co + near * cRow, cRow);
      store(n, tile, WIDTH, c, co + far * cRow, cRow);
    }
  }

  private static void store(int n, float[] tile, int from, float[] c, int co, int cRow) {
    for (int l = 0; l < WIDTH; l++) {
      for (int j = 0; j < n; j++) {
        c[co + l * cRow + j] = tile[j * COLUMNS + from + l];
      }
    }
  }

  private static void tile(
      int k,
      int last,
      float[] a,
      int ao,
      int step,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] c) {
    FloatVector c00 = FloatVector.zero(LANES);
    FloatVector c01 = FloatVector.zero(LANES);
    FloatVector c10 = FloatVector.zero(LANES);
    FloatVector c11 = FloatVector.zero(LANES);
    FloatVector c20 = FloatVector.zero(LANES);
    FloatVector c21 = FloatVector.zero(LANES);
    FloatVector c30 = FloatVector.zero(LANES);
    FloatVector c31 = FloatVector.zero(LANES);
    FloatVector c40 = FloatVector.zero(LANES);
    FloatVector c41 = FloatVector.zero(LANES);
    FloatVector c50 = FloatVector.zero(LANES);
    FloatVector c51 = FloatVector.zero(LANES);
    FloatVector c60 = FloatVector.zero(LANES);
    FloatVector c61 = FloatVector.zero(LANES);
    FloatVector c70 = FloatVector.zero(LANES);
    FloatVector c71 = FloatVector.zero(LANES);
    int j5 = Math.min(5, last);
    int j6 = Math.min(6, last);
    int j7 = Math.min(7, last);
    int ap = ao;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector a0 = FloatVector.fromArray(LANES, a, ap);
      FloatVector a1 = FloatVector.fromArray(LANES, a, ap + step);
      FloatVector b0 = FloatVector.broadcast(LANES, b[bp]);
      c00 = b0.fma(a0, c00);
      c01 = b0.fma(a1, c01);
      FloatVector b1 = FloatVector.broadcast(LANES, b[bp + 1]);
      c10 = b1.fma(a0, c10);
      c11 = b1.fma(a1, c11);
      FloatVector b2 = FloatVector.broadcast(LANES, b[bp + 2]);
      c20 = b2.fma(a0, c20);
      c21 = b2.fma(a1, c21);
      FloatVector b3 = FloatVector.broadcast(LANES, b[bp + 3]);
      c30 = b3.fma(a0, c30);
      c31 = b3.fma(a1, c31);
      FloatVector b4 = FloatVector.broadcast(LANES, b[bp + 4]);
      c40 = b4.fma(a0, c40);
      c41 = b4.fma(a1, c41);
      FloatVector b5 = FloatVector.broadcast(LANES, b[bp + j5]);
      c50 = b5.fma(a0, c50);
      c51 = b5.fma(a1, c51);
      FloatVector b6 = FloatVector.broadcast(LANES, b[bp + j6]);
      c60 = b6.fma(a0, c60);
      c61 = b6.fma(a1, c61);
      FloatVector b7 = FloatVector.broadcast(LANES, b[bp + j7]);
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
