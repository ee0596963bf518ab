package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/// The tiles of [FloatLarge], fourteen rows high: 28 accumulators leave of 32 registers two for B
/// and one for A, and a step loads 16 times for 28 times `fma`, where the tile of 8 rows loads 10
/// times for 16. The loads of B mostly cross a line of the cache, so that this is the difference
/// between waiting for loads and not. Written as those of [FloatTiles], for the same reason.
final class FloatLargeTile {
  static final int ROWS = 14;

  private FloatLargeTile() {}

  /// A tile of C after `k` more steps, from packed panels: `a` holds 14 elements a step, `b` two
  /// vectors a step. The chains so far are the tile `s`.
  static void wide(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(LANES, s, so);
    FloatVector c01 = FloatVector.fromArray(LANES, s, so + WIDTH);
    FloatVector c10 = FloatVector.fromArray(LANES, s, so + sRow);
    FloatVector c11 = FloatVector.fromArray(LANES, s, so + sRow + WIDTH);
    FloatVector c20 = FloatVector.fromArray(LANES, s, so + 2 * sRow);
    FloatVector c21 = FloatVector.fromArray(LANES, s, so + 2 * sRow + WIDTH);
    FloatVector c30 = FloatVector.fromArray(LANES, s, so + 3 * sRow);
    FloatVector c31 = FloatVector.fromArray(LANES, s, so + 3 * sRow + WIDTH);
    FloatVector c40 = FloatVector.fromArray(LANES, s, so + 4 * sRow);
    FloatVector c41 = FloatVector.fromArray(LANES, s, so + 4 * sRow + WIDTH);
    FloatVector c50 = FloatVector.fromArray(LANES, s, so + 5 * sRow);
    FloatVector c51 = FloatVector.fromArray(LANES, s, so + 5 * sRow + WIDTH);
    FloatVector c60 = FloatVector.fromArray(LANES, s, so + 6 * sRow);
    FloatVector c61 = FloatVector.fromArray(LANES, s, so + 6 * sRow + WIDTH);
    FloatVector c70 = FloatVector.fromArray(LANES, s, so + 7 * sRow);
    FloatVector c71 = FloatVector.fromArray(LANES, s, so + 7 * sRow + WIDTH);
    FloatVector c80 = FloatVector.fromArray(LANES, s, so + 8 * sRow);
    FloatVector c81 = FloatVector.fromArray(LANES, s, so + 8 * sRow + WIDTH);
    FloatVector c90 = FloatVector.fromArray(LANES, s, so + 9 * sRow);
    FloatVector c91 = FloatVector.fromArray(LANES, s, so + 9 * sRow + WIDTH);
    FloatVector ca0 = FloatVector.fromArray(LANES, s, so + 10 * sRow);
    FloatVector ca1 = FloatVector.fromArray(LANES, s, so + 10 * sRow + WIDTH);
    FloatVector cb0 = FloatVector.fromArray(LANES, s, so + 11 * sRow);
    FloatVector cb1 = FloatVector.fromArray(LANES, s, so + 11 * sRow + WIDTH);
    FloatVector cc0 = FloatVector.fromArray(LANES, s, so + 12 * sRow);
    FloatVector cc1 = FloatVector.fromArray(LANES, s, so + 12 * sRow + WIDTH);
    FloatVector cd0 = FloatVector.fromArray(LANES, s, so + 13 * sRow);
    FloatVector cd1 = FloatVector.fromArray(LANES, s, so + 13 * sRow + WIDTH);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + ROWS * p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      FloatVector a8 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 8]);
      c80 = a8.fma(b0, c80);
      c81 = a8.fma(b1, c81);
      FloatVector a9 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 9]);
      c90 = a9.fma(b0, c90);
      c91 = a9.fma(b1, c91);
      FloatVector aa = FloatVector.broadcast(LANES, a[ao + ROWS * p + 10]);
      ca0 = aa.fma(b0, ca0);
      ca1 = aa.fma(b1, ca1);
      FloatVector ab = FloatVector.broadcast(LANES, a[ao + ROWS * p + 11]);
      cb0 = ab.fma(b0, cb0);
      cb1 = ab.fma(b1, cb1);
      FloatVector ac = FloatVector.broadcast(LANES, a[ao + ROWS * p + 12]);
      cc0 = ac.fma(b0, cc0);
      cc1 = ac.fma(b1, cc1);
      FloatVector ad = FloatVector.broadcast(LANES, a[ao + ROWS * p + 13]);
      cd0 = ad.fma(b0, cd0);
      cd1 = ad.fma(b1, cd1);
      bp += COLUMNS;
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
    c80.intoArray(c, co + 8 * cRow);
    c81.intoArray(c, co + 8 * cRow + WIDTH);
    c90.intoArray(c, co + 9 * cRow);
    c91.intoArray(c, co + 9 * cRow + WIDTH);
    ca0.intoArray(c, co + 10 * cRow);
    ca1.intoArray(c, co + 10 * cRow + WIDTH);
    cb0.intoArray(c, co + 11 * cRow);
    cb1.intoArray(c, co + 11 * cRow + WIDTH);
    cc0.intoArray(c, co + 12 * cRow);
    cc1.intoArray(c, co + 12 * cRow + WIDTH);
    cd0.intoArray(c, co + 13 * cRow);
    cd1.intoArray(c, co + 13 * cRow + WIDTH);
  }

  /// As [#wide] for the first vector of a panel of B alone.
  static void single(
      int k,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(LANES, s, so);
    FloatVector c10 = FloatVector.fromArray(LANES, s, so + sRow);
    FloatVector c20 = FloatVector.fromArray(LANES, s, so + 2 * sRow);
    FloatVector c30 = FloatVector.fromArray(LANES, s, so + 3 * sRow);
    FloatVector c40 = FloatVector.fromArray(LANES, s, so + 4 * sRow);
    FloatVector c50 = FloatVector.fromArray(LANES, s, so + 5 * sRow);
    FloatVector c60 = FloatVector.fromArray(LANES, s, so + 6 * sRow);
    FloatVector c70 = FloatVector.fromArray(LANES, s, so + 7 * sRow);
    FloatVector c80 = FloatVector.fromArray(LANES, s, so + 8 * sRow);
    FloatVector c90 = FloatVector.fromArray(LANES, s, so + 9 * sRow);
    FloatVector ca0 = FloatVector.fromArray(LANES, s, so + 10 * sRow);
    FloatVector cb0 = FloatVector.fromArray(LANES, s, so + 11 * sRow);
    FloatVector cc0 = FloatVector.fromArray(LANES, s, so + 12 * sRow);
    FloatVector cd0 = FloatVector.fromArray(LANES, s, so + 13 * sRow);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + ROWS * p]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 1]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 2]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 3]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 4]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 5]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 6]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 7]);
      c70 = a7.fma(b0, c70);
      FloatVector a8 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 8]);
      c80 = a8.fma(b0, c80);
      FloatVector a9 = FloatVector.broadcast(LANES, a[ao + ROWS * p + 9]);
      c90 = a9.fma(b0, c90);
      FloatVector aa = FloatVector.broadcast(LANES, a[ao + ROWS * p + 10]);
      ca0 = aa.fma(b0, ca0);
      FloatVector ab = FloatVector.broadcast(LANES, a[ao + ROWS * p + 11]);
      cb0 = ab.fma(b0, cb0);
      FloatVector ac = FloatVector.broadcast(LANES, a[ao + ROWS * p + 12]);
      cc0 = ac.fma(b0, cc0);
      FloatVector ad = FloatVector.broadcast(LANES, a[ao + ROWS * p + 13]);
      cd0 = ad.fma(b0, cd0);
      bp += COLUMNS;
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + cRow);
    c20.intoArray(c, co + 2 * cRow);
    c30.intoArray(c, co + 3 * cRow);
    c40.intoArray(c, co + 4 * cRow);
    c50.intoArray(c, co + 5 * cRow);
    c60.intoArray(c, co + 6 * cRow);
    c70.intoArray(c, co + 7 * cRow);
    c80.intoArray(c, co + 8 * cRow);
    c90.intoArray(c, co + 9 * cRow);
    ca0.intoArray(c, co + 10 * cRow);
    cb0.intoArray(c, co + 11 * cRow);
    cc0.intoArray(c, co + 12 * cRow);
    cd0.intoArray(c, co + 13 * cRow);
  }
}
