package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/// The tiles of [FloatGemm], 8 rows by two vectors, for A in a strip: each of the 8 rows contiguous
/// and [#LENGTH] apart. HotSpot knows that distance when it compiles, so one register finds the
/// entries of all rows; rows apart as in A itself take a quarter longer.
final class FloatStrip {
  /// The distance of the rows.
  static final int LENGTH = 256;

  private FloatStrip() {}

  /// A tile of C after `k` more steps, from a packed panel of B. The chains so far are the tile
  /// `s`.
  static void packed(
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
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ao + LENGTH + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ao + 2 * LENGTH + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ao + 3 * LENGTH + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ao + 4 * LENGTH + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ao + 5 * LENGTH + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ao + 6 * LENGTH + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ao + 7 * LENGTH + p]);
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
      int k, float[] a, int ao, float[] b, int bo, int bRow, float[] c, int co, int cRow) {
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
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ao + LENGTH + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ao + 2 * LENGTH + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ao + 3 * LENGTH + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ao + 4 * LENGTH + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ao + 5 * LENGTH + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ao + 6 * LENGTH + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ao + 7 * LENGTH + p]);
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
