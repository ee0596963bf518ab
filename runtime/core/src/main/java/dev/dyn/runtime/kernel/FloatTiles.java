package dev.dyn.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [Gemm] for 32-bit reals: a tile of C in registers while `k` runs.
///
/// Each accumulator is a chain of `fma` over `k` in index order, one lane per element of C. Every
/// load, `fma` and store stands in the loop itself: a method that takes a live vector is no longer
/// inlined once the loop has many nodes, and then vectors become objects.
final class FloatTiles {
  static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  static final int WIDTH = LANES.length();

  /// Rows and columns of the large tile: sixteen accumulators, which is twice what hides the
  /// latency of `fma` at two a cycle, and leaves room for the operands in 32 registers.
  static final int ROWS = 8;

  static final int COLUMNS = 2 * WIDTH;

  private FloatTiles() {}

  /// A tile of C after `k` more steps, from packed panels: `a` holds 8 elements a step, `b` two
  /// vectors a step. The chains so far are the tile `s`.
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
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + 8 * p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[ao + 8 * p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[ao + 8 * p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[ao + 8 * p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[ao + 8 * p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[ao + 8 * p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[ao + 8 * p + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[ao + 8 * p + 7]);
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

  /// A whole tile of C, 8 rows by two vectors, from A with its rows contiguous and B with its rows
  /// contiguous.
  static void direct(
      int k,
      float[] a,
      int ao,
      int aRow,
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
    int r0 = ao;
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int r4 = ao + 4 * aRow;
    int r5 = ao + 5 * aRow;
    int r6 = ao + 6 * aRow;
    int r7 = ao + 7 * aRow;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      FloatVector a4 = FloatVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      FloatVector a5 = FloatVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      FloatVector a6 = FloatVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      FloatVector a7 = FloatVector.broadcast(LANES, a[r7 + p]);
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

  /// As [#strip] with one vector of columns; rows of B are `bRow` apart.
  static void single(
      int k,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
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
    int r0 = ao;
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int r4 = ao + 4 * aRow;
    int r5 = ao + 5 * aRow;
    int r6 = ao + 6 * aRow;
    int r7 = ao + 7 * aRow;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector a0 = FloatVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(LANES, a[r7 + p]);
      c70 = a7.fma(b0, c70);
      bp += bRow;
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + cRow);
    c20.intoArray(c, co + 2 * cRow);
    c30.intoArray(c, co + 3 * cRow);
    c40.intoArray(c, co + 4 * cRow);
    c50.intoArray(c, co + 5 * cRow);
    c60.intoArray(c, co + 6 * cRow);
    c70.intoArray(c, co + 7 * cRow);
  }

  /// As [#direct] with one vector, of which only the first `lanes` are columns of B and C.
  static void narrow(
      int k,
      float[] a,
      int ao,
      int aRow,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int cRow,
      int lanes) {
    VectorMask<Float> mask = LANES.indexInRange(0, lanes);
    FloatVector c00 = FloatVector.zero(LANES);
    FloatVector c10 = FloatVector.zero(LANES);
    FloatVector c20 = FloatVector.zero(LANES);
    FloatVector c30 = FloatVector.zero(LANES);
    FloatVector c40 = FloatVector.zero(LANES);
    FloatVector c50 = FloatVector.zero(LANES);
    FloatVector c60 = FloatVector.zero(LANES);
    FloatVector c70 = FloatVector.zero(LANES);
    int r0 = ao;
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int r4 = ao + 4 * aRow;
    int r5 = ao + 5 * aRow;
    int r6 = ao + 6 * aRow;
    int r7 = ao + 7 * aRow;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp, mask);
      FloatVector a0 = FloatVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      FloatVector a1 = FloatVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      FloatVector a2 = FloatVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      FloatVector a3 = FloatVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      FloatVector a4 = FloatVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      FloatVector a5 = FloatVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      FloatVector a6 = FloatVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      FloatVector a7 = FloatVector.broadcast(LANES, a[r7 + p]);
      c70 = a7.fma(b0, c70);
      bp += bRow;
    }
    c00.intoArray(c, co, mask);
    c10.intoArray(c, co + cRow, mask);
    c20.intoArray(c, co + 2 * cRow, mask);
    c30.intoArray(c, co + 3 * cRow, mask);
    c40.intoArray(c, co + 4 * cRow, mask);
    c50.intoArray(c, co + 5 * cRow, mask);
    c60.intoArray(c, co + 6 * cRow, mask);
    c70.intoArray(c, co + 7 * cRow, mask);
  }

  /// One row of C, eight vectors long.
  static void row(
      int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] c, int co) {
    FloatVector c00 = FloatVector.zero(LANES);
    FloatVector c01 = FloatVector.zero(LANES);
    FloatVector c02 = FloatVector.zero(LANES);
    FloatVector c03 = FloatVector.zero(LANES);
    FloatVector c04 = FloatVector.zero(LANES);
    FloatVector c05 = FloatVector.zero(LANES);
    FloatVector c06 = FloatVector.zero(LANES);
    FloatVector c07 = FloatVector.zero(LANES);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
      FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
      FloatVector b2 = FloatVector.fromArray(LANES, b, bp + 2 * WIDTH);
      FloatVector b3 = FloatVector.fromArray(LANES, b, bp + 3 * WIDTH);
      FloatVector b4 = FloatVector.fromArray(LANES, b, bp + 4 * WIDTH);
      FloatVector b5 = FloatVector.fromArray(LANES, b, bp + 5 * WIDTH);
      FloatVector b6 = FloatVector.fromArray(LANES, b, bp + 6 * WIDTH);
      FloatVector b7 = FloatVector.fromArray(LANES, b, bp + 7 * WIDTH);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + p * aCol]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      c04 = a0.fma(b4, c04);
      c05 = a0.fma(b5, c05);
      c06 = a0.fma(b6, c06);
      c07 = a0.fma(b7, c07);
      bp += bRow;
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + WIDTH);
    c02.intoArray(c, co + 2 * WIDTH);
    c03.intoArray(c, co + 3 * WIDTH);
    c04.intoArray(c, co + 4 * WIDTH);
    c05.intoArray(c, co + 5 * WIDTH);
    c06.intoArray(c, co + 6 * WIDTH);
    c07.intoArray(c, co + 7 * WIDTH);
  }

  /// One row of C, `lanes` long, at most one vector.
  static void rowEnd(
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int lanes) {
    VectorMask<Float> mask = LANES.indexInRange(0, lanes);
    FloatVector c00 = FloatVector.zero(LANES);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(LANES, b, bp, mask);
      FloatVector a0 = FloatVector.broadcast(LANES, a[ao + p * aCol]);
      c00 = a0.fma(b0, c00);
      bp += bRow;
    }
    c00.intoArray(c, co, mask);
  }
}
