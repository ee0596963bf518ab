package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of [Gemm] with a few rows only, from a B with its rows contiguous, such as the
/// derivative by the weights of a layer for a few numbers. 64-bit reals.
///
/// Two rows by four vectors are eight chains at once. Where four vectors are too many, those at the
/// end lie over each other and compute the same bits.
final class DoubleFewRows {
  private static final VectorSpecies<Double> LANES = DoubleTiles.LANES;
  private static final int WIDTH = DoubleTiles.WIDTH;

  /// Columns that a transposed result has room for.
  private static final int MOST_COLUMNS = 1024;

  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[4 * MOST_COLUMNS]);

  private DoubleFewRows() {}

  /// Whether these loops are made for a product of this shape.
  static boolean suits(int m, int n, int bCol) {
    return m > 1 && m < DoubleTiles.ROWS && n >= WIDTH && n < 8 * WIDTH && bCol == 1;
  }

  /// Whether these loops are made for the transposed product: few columns, and the columns of A
  /// contiguous.
  static boolean suitsTransposed(int m, int n, int aRow) {
    return n > 1 && n <= 4 && m >= WIDTH && m <= MOST_COLUMNS && aRow == 1;
  }

  static void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co,
      int cRow) {
    for (int i = 0; i < m; i += 2) {
      int at = Math.min(i, m - 2);
      int ap = ao + at * aRow;
      int cp = co + at * cRow;
      for (int j = 0; j < n; j += 4 * WIDTH) {
        int from = Math.min(j, n - WIDTH);
        int last = n - WIDTH - from;
        int o1 = Math.min(WIDTH, last);
        int o2 = Math.min(2 * WIDTH, last);
        int o3 = Math.min(3 * WIDTH, last);
        pair(k, a, ap, aRow, aCol, b, bo + from, bRow, o1, o2, o3, c, cp + from, cRow);
      }
    }
  }

  /// `[m, k] @ [k, n]` as the transposed `[n, k] @ [k, m]`.
  static void transposed(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co,
      int cRow) {
    double[] turned = BUFFER.get();
    multiply(n, m, k, b, bo, bCol, bRow, a, ao, aCol, turned, 0, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[co + i * cRow + j] = turned[j * m + i];
      }
    }
  }

  /// Two rows of C by four vectors, which begin at 0, `o1`, `o2`, `o3`.
  private static void pair(
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int o1,
      int o2,
      int o3,
      double[] c,
      int to,
      int cRow) {
    DoubleVector c00 = DoubleVector.zero(LANES);
    DoubleVector c01 = DoubleVector.zero(LANES);
    DoubleVector c02 = DoubleVector.zero(LANES);
    DoubleVector c03 = DoubleVector.zero(LANES);
    DoubleVector c10 = DoubleVector.zero(LANES);
    DoubleVector c11 = DoubleVector.zero(LANES);
    DoubleVector c12 = DoubleVector.zero(LANES);
    DoubleVector c13 = DoubleVector.zero(LANES);
    int ap = ao;
    int b0 = bo;
    int b1 = bo + o1;
    int b2 = bo + o2;
    int b3 = bo + o3;
    for (int p = 0; p < k; p++) {
      DoubleVector x = DoubleVector.broadcast(LANES, a[ap]);
      DoubleVector y = DoubleVector.broadcast(LANES, a[ap + aRow]);
      DoubleVector v0 = DoubleVector.fromArray(LANES, b, b0);
      c00 = x.fma(v0, c00);
      c10 = y.fma(v0, c10);
      DoubleVector v1 = DoubleVector.fromArray(LANES, b, b1);
      c01 = x.fma(v1, c01);
      c11 = y.fma(v1, c11);
      DoubleVector v2 = DoubleVector.fromArray(LANES, b, b2);
      c02 = x.fma(v2, c02);
      c12 = y.fma(v2, c12);
      DoubleVector v3 = DoubleVector.fromArray(LANES, b, b3);
      c03 = x.fma(v3, c03);
      c13 = y.fma(v3, c13);
      b0 += bRow;
      b1 += bRow;
      b2 += bRow;
      b3 += bRow;
      ap += aCol;
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + o1);
    c02.intoArray(c, to + o2);
    c03.intoArray(c, to + o3);
    c10.intoArray(c, to + cRow);
    c11.intoArray(c, to + o1 + cRow);
    c12.intoArray(c, to + o2 + cRow);
    c13.intoArray(c, to + o3 + cRow);
  }
}
