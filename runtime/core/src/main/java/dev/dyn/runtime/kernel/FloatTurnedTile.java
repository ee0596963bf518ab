package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.ROWS;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/// The tile of [FloatGemm] for a transposed A, beside those of [FloatTiles].
final class FloatTurnedTile {
  private FloatTurnedTile() {}

  /// A whole tile of C, 8 rows by two vectors, from A with its columns contiguous, `aCol` apart,
  /// and B with its rows contiguous.
  static void tile(
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
    int ap = ao;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ap]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ap + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ap + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ap + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ap + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ap + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ap + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ap + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      bp += bRow;
      ap += aCol;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + WIDTH);
    c10.intoArray(c, co + cRow);
    c11.intoArray(c, co + cRow + WIDTH);
    c20.intoArray(c, co + 2 * cRow);
    c21.intoArray(c, co + 2 * cRow + WIDTH);
    c30.intoArray(c, co + 3 * cRow);
    c31.intoArray(c, co + 3 * cRow + WIDTH);
    c40.intoArray(c, co + 4 * cRow);
    c41.intoArray(c, co + 4 * cRow + WIDTH);
    c50.intoArray(c, co + 5 * cRow);
    c51.intoArray(c, co + 5 * cRow + WIDTH);
    c60.intoArray(c, co + 6 * cRow);
    c61.intoArray(c, co + 6 * cRow + WIDTH);
    c70.intoArray(c, co + 7 * cRow);
    c71.intoArray(c, co + 7 * cRow + WIDTH);
  }

  /// Few columns from a transposed A, as for the derivative by the last weights of a network: the
  /// transposed B times A, for vectors along the columns of C.
  ///
  /// @param tile scratch for `ROWS` by `COLUMNS` elements
  static void exchanged(
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
      int cRow,
      float[] tile) {
    for (int i = 0; i < m; i += COLUMNS) {
      int down = Math.min(i, m - COLUMNS);
      for (int j = 0; j < n; j += ROWS) {
        int across = Math.min(j, n - ROWS);
        tile(k, b, bo + across, bRow, a, ao + down, aCol, tile, 0, COLUMNS);
        int to = co + down * cRow + across;
        for (int x = 0; x < COLUMNS; x++) {
          for (int y = 0; y < ROWS; y++) {
            c[to + x * cRow + y] = tile[y * COLUMNS + x];
          }
        }
      }
    }
  }
}
