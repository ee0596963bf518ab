package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of [Gemm] for 64-bit reals: a tile of C in registers while `k` runs.
///
/// Each accumulator is a chain of `fma` over `k` in index order, one lane per element of C. Every
/// load, `fma` and store stands in the loop itself: a method that takes a live vector is no longer
/// inlined once the loop has many nodes, and then vectors become objects.
final class DoubleTiles {
  static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
  static final int WIDTH = LANES.length();

  /// Rows and columns of the large tile: sixteen accumulators, which is twice what hides the
  /// latency of `fma` at two a cycle, and leaves room for the operands in 32 registers.
  static final int ROWS = 8;

  static final int COLUMNS = 2 * WIDTH;

  private DoubleTiles() {}

  /// A tile of C after `k` more steps, from packed panels: `a` holds 8 elements a step, `b` two
  /// vectors a step. The chains so far are the tile `s`.
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
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + 8 * p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[ao + 8 * p + 7]);
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
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
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
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[r7 + p]);
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
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
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
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[r7 + p]);
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
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow,
      int lanes) {
    VectorMask<Double> mask = LANES.indexInRange(0, lanes);
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c10 = DoubleVector.zero(LANES);
    DoubleVector c20 = DoubleVector.zero(LANES);
    DoubleVector c30 = DoubleVector.zero(LANES);
    DoubleVector c40 = DoubleVector.zero(LANES);
    DoubleVector c50 = DoubleVector.zero(LANES);
    DoubleVector c60 = DoubleVector.zero(LANES);
    DoubleVector c70 = DoubleVector.zero(LANES);
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
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp, mask);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[r0 + p]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(LANES, a[r1 + p]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(LANES, a[r2 + p]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(LANES, a[r3 + p]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(LANES, a[r4 + p]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(LANES, a[r5 + p]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(LANES, a[r6 + p]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(LANES, a[r7 + p]);
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
      int k, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c01 = DoubleVector.zero(LANES);
    DoubleVector c02 = DoubleVector.zero(LANES);
    DoubleVector c03 = DoubleVector.zero(LANES);
    DoubleVector c04 = DoubleVector.zero(LANES);
    DoubleVector c05 = DoubleVector.zero(LANES);
    DoubleVector c06 = DoubleVector.zero(LANES);
    DoubleVector c07 = DoubleVector.zero(LANES);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
      DoubleVector b2 = DoubleVector.fromArray(LANES, b, bp + 2 * WIDTH);
      DoubleVector b3 = DoubleVector.fromArray(LANES, b, bp + 3 * WIDTH);
      DoubleVector b4 = DoubleVector.fromArray(LANES, b, bp + 4 * WIDTH);
      DoubleVector b5 = DoubleVector.fromArray(LANES, b, bp + 5 * WIDTH);
      DoubleVector b6 = DoubleVector.fromArray(LANES, b, bp + 6 * WIDTH);
      DoubleVector b7 = DoubleVector.fromArray(LANES, b, bp + 7 * WIDTH);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + p * aCol]);
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
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int lanes) {
    VectorMask<Double> mask = LANES.indexInRange(0, lanes);
    DoubleVector c00 = DoubleVector.zero(LANES);
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp, mask);
      DoubleVector a0 = DoubleVector.broadcast(LANES, a[ao + p * aCol]);
      c00 = a0.fma(b0, c00);
      bp += bRow;
    }
    c00.intoArray(c, co, mask);
  }
}
