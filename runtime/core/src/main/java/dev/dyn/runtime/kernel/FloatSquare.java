package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of [Gemm] by a small square B, for 32-bit reals: the rows of A, B and C contiguous, as
/// long as each other, and half a vector, one, two, four or eight vectors long. Such are layers of
/// a network between others of the same width, and the matrices of small linear systems.
///
/// HotSpot knows the distance of the rows when it compiles: one register finds the entries of all
/// rows of A, nothing is read from the stack while `k` runs, and bounds are checked before. One
/// method runs over all tiles of C. Rows that are left over belong to a last tile that is moved
/// inward, and some elements are computed twice, to the same bits.
final class FloatSquare {
  /// Half the vector of other products.
  private static final VectorSpecies<Float> HALF_LANES =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, LANES.vectorBitSize() / 2)));

  private static final int HALF = HALF_LANES.length();

  private static final int DOUBLE = 2 * WIDTH;

  /// Rows of C in a tile.
  private static final int ROWS = 8;

  /// Four vectors for each of six rows need more than the sixteen registers of narrower machines.
  private static final boolean IS_WIDE = LANES.vectorBitSize() == 512;

  private static final int WIDE = 4 * WIDTH;
  private static final int WIDEST = 8 * WIDTH;

  /// The longest row: that much of B is in the first-level cache, or near.
  private static final int LONGEST = 512 / Float.BYTES;

  private FloatSquare() {}

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
      int m, int n, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    if (n == HALF) {
      half(m, k, a, ao, b, bo, c, co);
    } else if (n == WIDTH) {
      single(m, k, a, ao, b, bo, c, co);
    } else if (n == DOUBLE) {
      twice(m, k, a, ao, b, bo, c, co);
    } else if (n == WIDEST) {
      FloatSquareWidest.multiply(m, k, a, ao, b, bo, c, co);
    } else {
      FloatSquareWide.multiply(m, k, a, ao, b, bo, c, co);
    }
  }

  /// Rows of half a vector.
  private static void half(int m, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * HALF;
      FloatVector c00 = FloatVector.zero(HALF_LANES);
      FloatVector c10 = FloatVector.zero(HALF_LANES);
      FloatVector c20 = FloatVector.zero(HALF_LANES);
      FloatVector c30 = FloatVector.zero(HALF_LANES);
      FloatVector c40 = FloatVector.zero(HALF_LANES);
      FloatVector c50 = FloatVector.zero(HALF_LANES);
      FloatVector c60 = FloatVector.zero(HALF_LANES);
      FloatVector c70 = FloatVector.zero(HALF_LANES);
      for (int p = 0; p < k; p++) {
        int bp = bo + p * HALF;
        FloatVector b0 = FloatVector.fromArray(HALF_LANES, b, bp);
        FloatVector a0 = FloatVector.broadcast(HALF_LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        FloatVector a1 = FloatVector.broadcast(HALF_LANES, a[ap + p + HALF]);
        c10 = a1.fma(b0, c10);
        FloatVector a2 = FloatVector.broadcast(HALF_LANES, a[ap + p + 2 * HALF]);
        c20 = a2.fma(b0, c20);
        FloatVector a3 = FloatVector.broadcast(HALF_LANES, a[ap + p + 3 * HALF]);
        c30 = a3.fma(b0, c30);
        FloatVector a4 = FloatVector.broadcast(HALF_LANES, a[ap + p + 4 * HALF]);
        c40 = a4.fma(b0, c40);
        FloatVector a5 = FloatVector.broadcast(HALF_LANES, a[ap + p + 5 * HALF]);
        c50 = a5.fma(b0, c50);
        FloatVector a6 = FloatVector.broadcast(HALF_LANES, a[ap + p + 6 * HALF]);
        c60 = a6.fma(b0, c60);
        FloatVector a7 = FloatVector.broadcast(HALF_LANES, a[ap + p + 7 * HALF]);
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
      int m, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * WIDTH;
      FloatVector c00 = FloatVector.zero(LANES);
      FloatVector c10 = FloatVector.zero(LANES);
      FloatVector c20 = FloatVector.zero(LANES);
      FloatVector c30 = FloatVector.zero(LANES);
      FloatVector c40 = FloatVector.zero(LANES);
      FloatVector c50 = FloatVector.zero(LANES);
      FloatVector c60 = FloatVector.zero(LANES);
      FloatVector c70 = FloatVector.zero(LANES);
      for (int p = 0; p < k; p++) {
        int bp = bo + p * WIDTH;
        FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
        FloatVector a0 = FloatVector.broadcast(LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        FloatVector a1 = FloatVector.broadcast(LANES, a[ap + p + WIDTH]);
        c10 = a1.fma(b0, c10);
        FloatVector a2 = FloatVector.broadcast(LANES, a[ap + p + 2 * WIDTH]);
        c20 = a2.fma(b0, c20);
        FloatVector a3 = FloatVector.broadcast(LANES, a[ap + p + 3 * WIDTH]);
        c30 = a3.fma(b0, c30);
        FloatVector a4 = FloatVector.broadcast(LANES, a[ap + p + 4 * WIDTH]);
        c40 = a4.fma(b0, c40);
        FloatVector a5 = FloatVector.broadcast(LANES, a[ap + p + 5 * WIDTH]);
        c50 = a5.fma(b0, c50);
        FloatVector a6 = FloatVector.broadcast(LANES, a[ap + p + 6 * WIDTH]);
        c60 = a6.fma(b0, c60);
        FloatVector a7 = FloatVector.broadcast(LANES, a[ap + p + 7 * WIDTH]);
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
  private static void twice(int m, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
    for (int i = 0; i < m; i += 8) {
      int at = Math.min(i, m - 8);
      int ap = ao + at * DOUBLE;
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
      for (int p = 0; p < k; p++) {
        int bp = bo + p * DOUBLE;
        FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
        FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
        FloatVector a0 = FloatVector.broadcast(LANES, a[ap + p]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        FloatVector a1 = FloatVector.broadcast(LANES, a[ap + p + DOUBLE]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        FloatVector a2 = FloatVector.broadcast(LANES, a[ap + p + 2 * DOUBLE]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        FloatVector a3 = FloatVector.broadcast(LANES, a[ap + p + 3 * DOUBLE]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
        FloatVector a4 = FloatVector.broadcast(LANES, a[ap + p + 4 * DOUBLE]);
        c40 = a4.fma(b0, c40);
        c41 = a4.fma(b1, c41);
        FloatVector a5 = FloatVector.broadcast(LANES, a[ap + p + 5 * DOUBLE]);
        c50 = a5.fma(b0, c50);
        c51 = a5.fma(b1, c51);
        FloatVector a6 = FloatVector.broadcast(LANES, a[ap + p + 6 * DOUBLE]);
        c60 = a6.fma(b0, c60);
        c61 = a6.fma(b1, c61);
        FloatVector a7 = FloatVector.broadcast(LANES, a[ap + p + 7 * DOUBLE]);
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
