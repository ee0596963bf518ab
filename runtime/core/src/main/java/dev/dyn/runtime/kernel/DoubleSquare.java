package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.DoubleTiles.LANES;
import static dev.dyn.runtime.kernel.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of [Gemm] by a small square B, for 64-bit reals: the rows of A, B and C contiguous, as
/// long as each other, and half a vector, one, two, four or eight vectors long. Such are layers of
/// a network between others of the same width, and the matrices of small linear systems.
///
/// HotSpot knows the distance of the rows when it compiles: one register finds the entries of all
/// rows of A, nothing is read from the stack while `k` runs, and bounds are checked before. One
/// method runs over all tiles of C. Rows that are left over belong to a last tile that is moved
/// inward, and some elements are computed twice, to the same bits.
final class DoubleSquare {
  /// Half the vector of other products.
  private static final VectorSpecies<Double> HALF_LANES =
      VectorSpecies.of(
          double.class, VectorShape.forBitSize(Math.max(64, LANES.vectorBitSize() / 2)));

  private static final int HALF = HALF_LANES.length();

  private static final int DOUBLE = 2 * WIDTH;

  /// Rows of C in a tile.
  private static final int ROWS = 8;

  /// Four vectors for each of six rows need more than the sixteen registers of narrower machines.
  private static final boolean IS_WIDE = LANES.vectorBitSize() == 512;

  private static final int WIDE = 4 * WIDTH;
  private static final int WIDEST = 8 * WIDTH;

  /// The longest row: that much of B is in the first-level cache, or near.
  private static final int LONGEST = 512 / Double.BYTES;

  private DoubleSquare() {}

  /// Whether [#multiply] is made for a product of this shape.
  static boolean suits(int m, int n, int aRow, int aCol, int bRow, int bCol, int cRow) {
    return n <= LONGEST
        && aRow == n
        && bRow == n
        && cRow == n
        && aCol == 1
        && bCol == 1
        && m >= ROWS
        && (n == HALF || n == WIDTH || n == DOUBLE || IS_WIDE && (n == WIDE || n == WIDEST));
  }

  static void multiply(
      int m, int n, int k, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    if (n == HALF) {
      half(m, k, a, ao, b, bo, c, co);
    } else if (n == WIDTH) {
      single(m, k, a, ao, b, bo, c, co);
    } else if (n == DOUBLE) {
      twice(m, k, a, ao, b, bo, c, co);
    } else if (n == WIDEST) {
      DoubleSquareWidest.multiply(m, k, a, ao, b, bo, c, co);
    } else {
      DoubleSquareWide.multiply(m, k, a, ao, b, bo, c, co);
    }
  }

  /// Rows of half a vector.
  private static void half(
      int m, int k, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * HALF;
      DoubleVector c00 = DoubleVector.zero(HALF_LANES);
      DoubleVector c10 = DoubleVector.zero(HALF_LANES);
      DoubleVector c20 = DoubleVector.zero(HALF_LANES);
      DoubleVector c30 = DoubleVector.zero(HALF_LANES);
      DoubleVector c40 = DoubleVector.zero(HALF_LANES);
      DoubleVector c50 = DoubleVector.zero(HALF_LANES);
      DoubleVector c60 = DoubleVector.zero(HALF_LANES);
      DoubleVector c70 = DoubleVector.zero(HALF_LANES);
      for (int p = 0; p < k; p++) {
        int bp = bo + p * HALF;
        DoubleVector b0 = DoubleVector.fromArray(HALF_LANES, b, bp);
        DoubleVector a0 = DoubleVector.broadcast(HALF_LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        DoubleVector a1 = DoubleVector.broadcast(HALF_LANES, a[ap + p + HALF]);
        c10 = a1.fma(b0, c10);
        DoubleVector a2 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 2 * HALF]);
        c20 = a2.fma(b0, c20);
        DoubleVector a3 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 3 * HALF]);
        c30 = a3.fma(b0, c30);
        DoubleVector a4 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 4 * HALF]);
        c40 = a4.fma(b0, c40);
        DoubleVector a5 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 5 * HALF]);
        c50 = a5.fma(b0, c50);
        DoubleVector a6 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 6 * HALF]);
        c60 = a6.fma(b0, c60);
        DoubleVector a7 = DoubleVector.broadcast(HALF_LANES, a[ap + p + 7 * HALF]);
        c70 = a7.fma(b0, c70);
      }
      int cp = co + at * HALF;
      c00.intoArray(c, cp);
      c10.intoArray(c, cp + HALF);
      c20.intoArray(c, cp + 2 * HALF);
      c30.intoArray(c, cp + 3 * HALF);
      c40.intoArray(c, cp + 4 * HALF);
      c50.intoArray(c, cp + 5 * HALF);
      c60.intoArray(c, cp + 6 * HALF);
      c70.intoArray(c, cp + 7 * HALF);
    }
  }

  /// Rows of one vector.
  private static void single(
      int m, int k, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * WIDTH;
      DoubleVector c00 = DoubleVector.zero(LANES);
      DoubleVector c10 = DoubleVector.zero(LANES);
      DoubleVector c20 = DoubleVector.zero(LANES);
      DoubleVector c30 = DoubleVector.zero(LANES);
      DoubleVector c40 = DoubleVector.zero(LANES);
      DoubleVector c50 = DoubleVector.zero(LANES);
      DoubleVector c60 = DoubleVector.zero(LANES);
      DoubleVector c70 = DoubleVector.zero(LANES);
      for (int p = 0; p < k; p++) {
        int bp = bo + p * WIDTH;
        DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
        DoubleVector a0 = DoubleVector.broadcast(LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        DoubleVector a1 = DoubleVector.broadcast(LANES, a[ap + p + WIDTH]);
        c10 = a1.fma(b0, c10);
        DoubleVector a2 = DoubleVector.broadcast(LANES, a[ap + p + 2 * WIDTH]);
        c20 = a2.fma(b0, c20);
        DoubleVector a3 = DoubleVector.broadcast(LANES, a[ap + p + 3 * WIDTH]);
        c30 = a3.fma(b0, c30);
        DoubleVector a4 = DoubleVector.broadcast(LANES, a[ap + p + 4 * WIDTH]);
        c40 = a4.fma(b0, c40);
        DoubleVector a5 = DoubleVector.broadcast(LANES, a[ap + p + 5 * WIDTH]);
        c50 = a5.fma(b0, c50);
        DoubleVector a6 = DoubleVector.broadcast(LANES, a[ap + p + 6 * WIDTH]);
        c60 = a6.fma(b0, c60);
        DoubleVector a7 = DoubleVector.broadcast(LANES, a[ap + p + 7 * WIDTH]);
        c70 = a7.fma(b0, c70);
      }
      int cp = co + at * WIDTH;
      c00.intoArray(c, cp);
      c10.intoArray(c, cp + WIDTH);
      c20.intoArray(c, cp + 2 * WIDTH);
      c30.intoArray(c, cp + 3 * WIDTH);
      c40.intoArray(c, cp + 4 * WIDTH);
      c50.intoArray(c, cp + 5 * WIDTH);
      c60.intoArray(c, cp + 6 * WIDTH);
      c70.intoArray(c, cp + 7 * WIDTH);
    }
  }

  /// Rows of two vectors.
  private static void twice(
      int m, int k, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * DOUBLE;
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
      for (int p = 0; p < k; p++) {
        int bp = bo + p * DOUBLE;
        DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
        DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
        DoubleVector a0 = DoubleVector.broadcast(LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        DoubleVector a1 = DoubleVector.broadcast(LANES, a[ap + p + DOUBLE]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        DoubleVector a2 = DoubleVector.broadcast(LANES, a[ap + p + 2 * DOUBLE]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        DoubleVector a3 = DoubleVector.broadcast(LANES, a[ap + p + 3 * DOUBLE]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        DoubleVector a4 = DoubleVector.broadcast(LANES, a[ap + p + 4 * DOUBLE]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        DoubleVector a5 = DoubleVector.broadcast(LANES, a[ap + p + 5 * DOUBLE]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        DoubleVector a6 = DoubleVector.broadcast(LANES, a[ap + p + 6 * DOUBLE]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        DoubleVector a7 = DoubleVector.broadcast(LANES, a[ap + p + 7 * DOUBLE]);
        c70 = a7.fma(b0, c70);
        c71 = a7.fma(b1, c71);
      }
      int cp = co + at * DOUBLE;
      c00.intoArray(c, cp);
      c01.intoArray(c, cp + WIDTH);
      c10.intoArray(c, cp + DOUBLE);
      c11.intoArray(c, cp + DOUBLE + WIDTH);
      c20.intoArray(c, cp + 2 * DOUBLE);
      c21.intoArray(c, cp + 2 * DOUBLE + WIDTH);
      c30.intoArray(c, cp + 3 * DOUBLE);
      c31.intoArray(c, cp + 3 * DOUBLE + WIDTH);
      c40.intoArray(c, cp + 4 * DOUBLE);
      c41.intoArray(c, cp + 4 * DOUBLE + WIDTH);
      c50.intoArray(c, cp + 5 * DOUBLE);
      c51.intoArray(c, cp + 5 * DOUBLE + WIDTH);
      c60.intoArray(c, cp + 6 * DOUBLE);
      c61.intoArray(c, cp + 6 * DOUBLE + WIDTH);
      c70.intoArray(c, cp + 7 * DOUBLE);
      c71.intoArray(c, cp + 7 * DOUBLE + WIDTH);
    }
  }
}
