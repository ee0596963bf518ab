package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;

/// The part of [DoubleSquare] for rows of eight vectors: tiles of six rows, and one or two of four
/// where that is less to compute twice. With more rows to a tile, B is read less often, and with
/// four vectors to a row, A is: a load across two lines of the first-level cache costs as much as
/// two.
final class DoubleSquareWidest {
  /// The length of a row.
  private static final int ROW = 8 * WIDTH;

  private DoubleSquareWidest() {}

  /// At least eight rows.
  static void multiply(int m, int k, double[] a, int ao, double[] b, int bo, double[] c, int co) {
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
  private static void six(int k, double[] a, int ap, double[] b, int bo, double[] c, int cp) {
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c01 = DoubleVector.zero(LANES);
    DoubleVector c02 = DoubleVector.zero(LANES);
    DoubleVector c03 = DoubleVector.zero(LANES);
    DoubleVector c10 = DoubleVector.zero(LANES);
    DoubleVector c11 = DoubleVector.zero(LANES);
    DoubleVector c12 = DoubleVector.zero(LANES);
    DoubleVector c13 = DoubleVector.zero(LANES);
    DoubleVector c20 = DoubleVector.zero(LANES);
    DoubleVector c21 = DoubleVector.zero(LANES);
    DoubleVector c22 = DoubleVector.zero(LANES);
    DoubleVector c23 = DoubleVector.zero(LANES);
    DoubleVector c30 = DoubleVector.zero(LANES);
    DoubleVector c31 = DoubleVector.zero(LANES);
    DoubleVector c32 = DoubleVector.zero(LANES);
    DoubleVector c33 = DoubleVector.zero(LANES);
    DoubleVector c40 = DoubleVector.zero(LANES);
    DoubleVector c41 = DoubleVector.zero(LANES);
    DoubleVector c42 = DoubleVector.zero(LANES);
    DoubleVector c43 = DoubleVector.zero(LANES);
    DoubleVector c50 = DoubleVector.zero(LANES);
    DoubleVector c51 = DoubleVector.zero(LANES);
    DoubleVector c52 = DoubleVector.zero(LANES);
    DoubleVector c53 = DoubleVector.zero(LANES);
    for (int p = 0; p < k; p++) {
      int bp = bo + p * ROW;
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector b2 = DoubleVector.fromArray(LANES, b, bp + 2 * WIDTH);
      DoubleVector b3 = DoubleVector.fromArray(LANES, b, bp + 3 * WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ap + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ap + p + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ap + p + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ap + p + 3 * ROW]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ap + p + 4 * ROW]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      c42 = a4.fma(b2, c42);
      c43 = a4.fma(b3, c43);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ap + p + 5 * ROW]);
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
  private static void four(int k, double[] a, int ap, double[] b, int bo, double[] c, int cp) {
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c01 = DoubleVector.zero(LANES);
    DoubleVector c02 = DoubleVector.zero(LANES);
    DoubleVector c03 = DoubleVector.zero(LANES);
    DoubleVector c10 = DoubleVector.zero(LANES);
    DoubleVector c11 = DoubleVector.zero(LANES);
    DoubleVector c12 = DoubleVector.zero(LANES);
    DoubleVector c13 = DoubleVector.zero(LANES);
    DoubleVector c20 = DoubleVector.zero(LANES);
    DoubleVector c21 = DoubleVector.zero(LANES);
    DoubleVector c22 = DoubleVector.zero(LANES);
    DoubleVector c23 = DoubleVector.zero(LANES);
    DoubleVector c30 = DoubleVector.zero(LANES);
    DoubleVector c31 = DoubleVector.zero(LANES);
    DoubleVector c32 = DoubleVector.zero(LANES);
    DoubleVector c33 = DoubleVector.zero(LANES);
    for (int p = 0; p < k; p++) {
      int bp = bo + p * ROW;
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector b2 = DoubleVector.fromArray(LANES, b, bp + 2 * WIDTH);
      DoubleVector b3 = DoubleVector.fromArray(LANES, b, bp + 3 * WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ap + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ap + p + ROW]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ap + p + 2 * ROW]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ap + p + 3 * ROW]);
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
