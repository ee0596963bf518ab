package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;

/// The tiles of [DoubleLarge], fourteen rows high: 28 accumulators leave of 32 registers two for B
/// and one for A, and a step loads 16 times for 28 times `fma`, where the tile of 8 rows loads 10
/// times for 16. The loads of B mostly cross a line of the cache, so that this is the difference
/// between waiting for loads and not. Written as those of [DoubleTiles], for the same reason.
final class DoubleLargeTile {
  static final int ROWS = 14;

  private DoubleLargeTile() {}

  /// A tile of C after `k` more steps, from packed panels: `a` holds 14 elements a step, `b` two
  /// vectors a step. The chains so far are the tile `s`.
  static void wide(
      int k,
      double[] a,
      int ao,
      double[] b,
      int bo,
      double[] s,
      int so,
      int sRow,
      double[] c,
      int co,
      int cRow) {
    DoubleVector c00 = DoubleVector.fromArray(LANES, s, so);
    DoubleVector c01 = DoubleVector.fromArray(LANES, s, so + WIDTH);
    DoubleVector c10 = DoubleVector.fromArray(LANES, s, so + sRow);
    DoubleVector c11 = DoubleVector.fromArray(LANES, s, so + sRow + WIDTH);
    DoubleVector c20 = DoubleVector.fromArray(LANES, s, so + 2 * sRow);
    DoubleVector c21 = DoubleVector.fromArray(LANES, s, so + 2 * sRow + WIDTH);
    DoubleVector c30 = DoubleVector.fromArray(LANES, s, so + 3 * sRow);
    DoubleVector c31 = DoubleVector.fromArray(LANES, s, so + 3 * sRow + WIDTH);
    DoubleVector c40 = DoubleVector.fromArray(LANES, s, so + 4 * sRow);
    DoubleVector c41 = DoubleVector.fromArray(LANES, s, so + 4 * sRow + WIDTH);
    DoubleVector c50 = DoubleVector.fromArray(LANES, s, so + 5 * sRow);
    DoubleVector c51 = DoubleVector.fromArray(LANES, s, so + 5 * sRow + WIDTH);
    DoubleVector c60 = DoubleVector.fromArray(LANES, s, so + 6 * sRow);
    DoubleVector c61 = DoubleVector.fromArray(LANES, s, so + 6 * sRow + WIDTH);
    DoubleVector c70 = DoubleVector.fromArray(LANES, s, so + 7 * sRow);
    DoubleVector c71 = DoubleVector.fromArray(LANES, s, so + 7 * sRow + WIDTH);
    DoubleVector c80 = DoubleVector.fromArray(LANES, s, so + 8 * sRow);
    DoubleVector c81 = DoubleVector.fromArray(LANES, s, so + 8 * sRow + WIDTH);
    DoubleVector c90 = DoubleVector.fromArray(LANES, s, so + 9 * sRow);
    DoubleVector c91 = DoubleVector.fromArray(LANES, s, so + 9 * sRow + WIDTH);
    DoubleVector ca0 = DoubleVector.fromArray(LANES, s, so + 10 * sRow);
    DoubleVector ca1 = DoubleVector.fromArray(LANES, s, so + 10 * sRow + WIDTH);
    DoubleVector cb0 = DoubleVector.fromArray(LANES, s, so + 11 * sRow);
    DoubleVector cb1 = DoubleVector.fromArray(LANES, s, so + 11 * sRow + WIDTH);
    DoubleVector cc0 = DoubleVector.fromArray(LANES, s, so + 12 * sRow);
    DoubleVector cc1 = DoubleVector.fromArray(LANES, s, so + 12 * sRow + WIDTH);
    DoubleVector cd0 = DoubleVector.fromArray(LANES, s, so + 13 * sRow);
    DoubleVector cd1 = DoubleVector.fromArray(LANES, s, so + 13 * sRow + WIDTH);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + ROWS * p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      DoubleVector a8 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 8]);
      c80 = a8.fma(b0, c80);
      c81 = a8.fma(b1, c81);
      DoubleVector a9 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 9]);
      c90 = a9.fma(b0, c90);
      c91 = a9.fma(b1, c91);
      DoubleVector aa = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 10]);
      ca0 = aa.fma(b0, ca0);
      ca1 = aa.fma(b1, ca1);
      DoubleVector ab = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 11]);
      cb0 = ab.fma(b0, cb0);
      cb1 = ab.fma(b1, cb1);
      DoubleVector ac = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 12]);
      cc0 = ac.fma(b0, cc0);
      cc1 = ac.fma(b1, cc1);
      DoubleVector ad = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 13]);
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
      double[] a,
      int ao,
      double[] b,
      int bo,
      double[] s,
      int so,
      int sRow,
      double[] c,
      int co,
      int cRow) {
    DoubleVector c00 = DoubleVector.fromArray(LANES, s, so);
    DoubleVector c10 = DoubleVector.fromArray(LANES, s, so + sRow);
    DoubleVector c20 = DoubleVector.fromArray(LANES, s, so + 2 * sRow);
    DoubleVector c30 = DoubleVector.fromArray(LANES, s, so + 3 * sRow);
    DoubleVector c40 = DoubleVector.fromArray(LANES, s, so + 4 * sRow);
    DoubleVector c50 = DoubleVector.fromArray(LANES, s, so + 5 * sRow);
    DoubleVector c60 = DoubleVector.fromArray(LANES, s, so + 6 * sRow);
    DoubleVector c70 = DoubleVector.fromArray(LANES, s, so + 7 * sRow);
    DoubleVector c80 = DoubleVector.fromArray(LANES, s, so + 8 * sRow);
    DoubleVector c90 = DoubleVector.fromArray(LANES, s, so + 9 * sRow);
    DoubleVector ca0 = DoubleVector.fromArray(LANES, s, so + 10 * sRow);
    DoubleVector cb0 = DoubleVector.fromArray(LANES, s, so + 11 * sRow);
    DoubleVector cc0 = DoubleVector.fromArray(LANES, s, so + 12 * sRow);
    DoubleVector cd0 = DoubleVector.fromArray(LANES, s, so + 13 * sRow);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + ROWS * p]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 1]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 2]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 3]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 4]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 5]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 6]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 7]);
      c70 = a7.fma(b0, c70);
      DoubleVector a8 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 8]);
      c80 = a8.fma(b0, c80);
      DoubleVector a9 = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 9]);
      c90 = a9.fma(b0, c90);
      DoubleVector aa = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 10]);
      ca0 = aa.fma(b0, ca0);
      DoubleVector ab = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 11]);
      cb0 = ab.fma(b0, cb0);
      DoubleVector ac = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 12]);
      cc0 = ac.fma(b0, cc0);
      DoubleVector ad = DoubleVector.broadcast(LANES, a[ao + ROWS * p + 13]);
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
