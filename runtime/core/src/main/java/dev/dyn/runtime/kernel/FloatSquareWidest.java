package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;

/// The part of [FloatSquare] for rows of eight vectors: tiles of six rows, and one or two of four
/// where that is less to compute twice. With more rows to a tile, B is read less often, and with
/// four vectors to a row, A is: a load across two lines of the first-level cache costs as much as
/// two.
final class FloatSquareWidest {
  /// The length of a row.
  private static final int ROW = 8 * WIDTH;

  private FloatSquareWidest() {}

  /// At least eight rows.
  static void multiply(int m, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    int rest = m % 6;
    int sixes = rest == 0 || rest == 5 ? m : rest >= 3 ? m - rest : m - rest - 6;
    for (int i = 0; i < sixes; i += 6) {
      int at = Math.min(i, m - 6) * ROW;
      for (int j = 0; j < ROW; j += 4 * WIDTH) {
        six(k, a, ao + at, b, bo + j, c, co + at + j);
      }
    }
    for (int i = sixes; i < m; i += 4) {
      int at = Math.min(i, m - 4) * ROW;
      for (int j = 0; j < ROW; j += 4 * WIDTH) {
        four(k, a, ao + at, b, bo + j, c, co + at + j);
      }
    }
  }

  /// Six rows by four vectors.
  private static void six(int k, float[] a, int ap, float[] b, int bo, float[] c, int cp) {
    FloatVector c00 = FloatVector.zero(LANES);
    FloatVector c01 = FloatVector.zero(LANES);
    FloatVector c02 = FloatVector.zero(LANES);
    FloatVector c03 = FloatVector.zero(LANES);
    FloatVector c10 = FloatVector.zero(LANES);
    FloatVector c11 = FloatVector.zero(LANES);
    FloatVector c12 = FloatVector.zero(LANES);
    FloatVector c13 = FloatVector.zero(LANES);
    FloatVector c20 = FloatVector.zero(LANES);
    FloatVector c21 = FloatVector.zero(LANES);
    FloatVector c22 = FloatVector.zero(LANES);
    FloatVector c23 = FloatVector.zero(LANES);
    FloatVector c30 = FloatVector.zero(LANES);
    FloatVector c31 = FloatVector.zero(LANES);
    FloatVector c32 = FloatVector.zero(LANES);
    FloatVector c33 = FloatVector.zero(LANES);
    FloatVector c40 = FloatVector.zero(LANES);
    FloatVector c41 = FloatVector.zero(LANES);
    FloatVector c42 = FloatVector.zero(LANES);
    FloatVector c43 = FloatVector.zero(LANES);
    FloatVector c50 = FloatVector.zero(LANES);
    FloatVector c51 = FloatVector.zero(LANES);
    FloatVector c52 = FloatVector.zero(LANES);
    FloatVector c53 = FloatVector.zero(LANES);
    for (int p = 0; p < k; p++) {
      int bp = bo + p * ROW;
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector b2 = FloatVector.fromArray(LANES, b, bp + 2 * WIDTH);
      FloatVector b3 = FloatVector.fromArray(LANES, b, bp + 3 * WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ap + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ap + p + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ap + p + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ap + p + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ap + p + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ap + p + 5 * ROW]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      c52 = a5.fma(b2, c52);
      c53 = a5.fma(b3, c53);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + WIDTH);
    c02.intoArray(c, cp + 2 * WIDTH);
    c03.intoArray(c, cp + 3 * WIDTH);
    c10.intoArray(c, cp + ROW);
    c11.intoArray(c, cp + ROW + WIDTH);
    c12.intoArray(c, cp + ROW + 2 * WIDTH);
    c13.intoArray(c, cp + ROW + 3 * WIDTH);
    c20.intoArray(c, cp + 2 * ROW);
    c21.intoArray(c, cp + 2 * ROW + WIDTH);
    c22.intoArray(c, cp + 2 * ROW + 2 * WIDTH);
    c23.intoArray(c, cp + 2 * ROW + 3 * WIDTH);
    c30.intoArray(c, cp + 3 * ROW);
    c31.intoArray(c, cp + 3 * ROW + WIDTH);
    c32.intoArray(c, cp + 3 * ROW + 2 * WIDTH);
    c33.intoArray(c, cp + 3 * ROW + 3 * WIDTH);
    c40.intoArray(c, cp + 4 * ROW);
    c41.intoArray(c, cp + 4 * ROW + WIDTH);
    c42.intoArray(c, cp + 4 * ROW + 2 * WIDTH);
    c43.intoArray(c, cp + 4 * ROW + 3 * WIDTH);
    c50.intoArray(c, cp + 5 * ROW);
    c51.intoArray(c, cp + 5 * ROW + WIDTH);
    c52.intoArray(c, cp + 5 * ROW + 2 * WIDTH);
    c53.intoArray(c, cp + 5 * ROW + 3 * WIDTH);
  }

  /// Four rows by four vectors.
  private static void four(int k, float[] a, int ap, float[] b, int bo, float[] c, int cp) {
    FloatVector c00 = FloatVector.zero(LANES);
    FloatVector c01 = FloatVector.zero(LANES);
    FloatVector c02 = FloatVector.zero(LANES);
    FloatVector c03 = FloatVector.zero(LANES);
    FloatVector c10 = FloatVector.zero(LANES);
    FloatVector c11 = FloatVector.zero(LANES);
    FloatVector c12 = FloatVector.zero(LANES);
    FloatVector c13 = FloatVector.zero(LANES);
    FloatVector c20 = FloatVector.zero(LANES);
    FloatVector c21 = FloatVector.zero(LANES);
    FloatVector c22 = FloatVector.zero(LANES);
    FloatVector c23 = FloatVector.zero(LANES);
    FloatVector c30 = FloatVector.zero(LANES);
    FloatVector c31 = FloatVector.zero(LANES);
    FloatVector c32 = FloatVector.zero(LANES);
    FloatVector c33 = FloatVector.zero(LANES);
    for (int p = 0; p < k; p++) {
      int bp = bo + p * ROW;
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector b2 = FloatVector.fromArray(LANES, b, bp + 2 * WIDTH);
      FloatVector b3 = FloatVector.fromArray(LANES, b, bp + 3 * WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ap + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ap + p + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ap + p + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ap + p + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + WIDTH);
    c02.intoArray(c, cp + 2 * WIDTH);
    c03.intoArray(c, cp + 3 * WIDTH);
    c10.intoArray(c, cp + ROW);
    c11.intoArray(c, cp + ROW + WIDTH);
    c12.intoArray(c, cp + ROW + 2 * WIDTH);
    c13.intoArray(c, cp + ROW + 3 * WIDTH);
    c20.intoArray(c, cp + 2 * ROW);
    c21.intoArray(c, cp + 2 * ROW + WIDTH);
    c22.intoArray(c, cp + 2 * ROW + 2 * WIDTH);
    c23.intoArray(c, cp + 2 * ROW + 3 * WIDTH);
    c30.intoArray(c, cp + 3 * ROW);
    c31.intoArray(c, cp + 3 * ROW + WIDTH);
    c32.intoArray(c, cp + 3 * ROW + 2 * WIDTH);
    c33.intoArray(c, cp + 3 * ROW + 3 * WIDTH);
  }
}
