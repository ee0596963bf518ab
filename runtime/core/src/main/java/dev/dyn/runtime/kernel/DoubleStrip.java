package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.COLUMNS;
import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;

/// The tiles of [DoubleGemm], 8 rows by two vectors, for A in a strip: each of the 8 rows
/// contiguous and [#LENGTH] apart. HotSpot knows that distance when it compiles, so one register
/// finds the entries of all rows; rows apart as in A itself take a quarter longer.
final class DoubleStrip {
  /// The distance of the rows.
  static final int LENGTH = 256;

  private DoubleStrip() {}

  /// A tile of C after `k` more steps, from a packed panel of B. The chains so far are the tile
  /// `s`.
  static void packed(
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
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ao + LENGTH + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ao + 2 * LENGTH + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ao + 3 * LENGTH + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ao + 4 * LENGTH + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ao + 5 * LENGTH + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[ao + 6 * LENGTH + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[ao + 7 * LENGTH + p]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
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
  }

  /// A whole tile of C from B with its rows contiguous, `bRow` apart: a distance that HotSpot does
  /// not know, so that it checks the bounds of B at every step.
  static void direct(
      int k, double[] a, int ao, double[] b, int bo, int bRow, double[] c, int co, int cRow) {
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
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ao + LENGTH + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ao + 2 * LENGTH + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ao + 3 * LENGTH + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ao + 4 * LENGTH + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ao + 5 * LENGTH + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[ao + 6 * LENGTH + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[ao + 7 * LENGTH + p]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
      bp += bRow;
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
}
