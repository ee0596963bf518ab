package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of [Gemm] with five to eight columns, from an A with its rows contiguous: a convolution
/// with few channels. 64-bit reals.
///
/// As in [DoubleNarrow] a vector holds one row of C, and each of eight rows is a chain of its own.
/// Lanes beyond the columns go nowhere: the next row is written over them.
final class DoubleEightColumns {
  private static final int MOST = 8;

  private static final VectorSpecies<Double> EIGHT =
      VectorSpecies.of(double.class, VectorShape.forBitSize(MOST * Double.SIZE));

  /// Rows of C at once.
  private static final int ROWS = 8;

  /// Rows of C that are put together before they go where they belong.
  private static final int MOST_ROWS = 256;

  /// Steps of `k` that a copied B has room for.
  private static final int MOST_STEPS = 256;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private static final class Buffers {
    final double[] b = new double[MOST * MOST_STEPS];
    final double[] tile = new double[MOST * (MOST_ROWS + 1)];
  }

  private DoubleEightColumns() {}

  /// Whether these loops are made for a product of this shape.
  static boolean suits(int m, int n, int k, int aCol) {
    return n > 4
        && n <= MOST
        && m >= ROWS
        && k <= MOST_STEPS
        && aCol == 1
        && EIGHT.vectorBitSize() <= DoubleTiles.LANES.vectorBitSize();
  }

  static void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co,
      int cRow) {
    Buffers buffers = BUFFERS.get();
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < MOST; j++) {
        buffers.b[MOST * p + j] = j < n ? b[bo + p * bRow + j * bCol] : 0.0;
      }
    }
    for (int from = 0; from < m; from += MOST_ROWS) {
      int start = Math.min(from, m - ROWS);
      int rows = Math.min(from + MOST_ROWS, m) - start;
      for (int i = 0; i < rows; i += ROWS) {
        int at = Math.min(i, rows - ROWS);
        rows(k, a, ao + (start + at) * aRow, aRow, buffers.b, n, buffers.tile, at * n);
      }
      store(rows, n, buffers.tile, c, co + start * cRow, cRow);
    }
  }

  private static void store(int rows, int n, double[] tile, double[] c, int co, int cRow) {
    if (cRow == n) {
      System.arraycopy(tile, 0, c, co, rows * n);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tile, r * n, c, co + r * cRow, n);
    }
  }

  /// Eight rows of C, `n` apart.
  private static void rows(
      int k, double[] a, int ao, int aRow, double[] b, int n, double[] tile, int to) {
    DoubleVector c0 = DoubleVector.zero(EIGHT);
    DoubleVector c1 = DoubleVector.zero(EIGHT);
    DoubleVector c2 = DoubleVector.zero(EIGHT);
    DoubleVector c3 = DoubleVector.zero(EIGHT);
    DoubleVector c4 = DoubleVector.zero(EIGHT);
    DoubleVector c5 = DoubleVector.zero(EIGHT);
    DoubleVector c6 = DoubleVector.zero(EIGHT);
    DoubleVector c7 = DoubleVector.zero(EIGHT);
    int r0 = ao;
    int r1 = r0 + aRow;
    int r2 = r1 + aRow;
    int r3 = r2 + aRow;
    int r4 = r3 + aRow;
    int r5 = r4 + aRow;
    int r6 = r5 + aRow;
    int r7 = r6 + aRow;
    for (int p = 0; p < k; p++) {
      DoubleVector v = DoubleVector.fromArray(EIGHT, b, MOST * p);
      c0 = DoubleVector.broadcast(EIGHT, a[r0 + p]).fma(v, c0);
      c1 = DoubleVector.broadcast(EIGHT, a[r1 + p]).fma(v, c1);
      c2 = DoubleVector.broadcast(EIGHT, a[r2 + p]).fma(v, c2);
      c3 = DoubleVector.broadcast(EIGHT, a[r3 + p]).fma(v, c3);
      c4 = DoubleVector.broadcast(EIGHT, a[r4 + p]).fma(v, c4);
      c5 = DoubleVector.broadcast(EIGHT, a[r5 + p]).fma(v, c5);
      c6 = DoubleVector.broadcast(EIGHT, a[r6 + p]).fma(v, c6);
      c7 = DoubleVector.broadcast(EIGHT, a[r7 + p]).fma(v, c7);
    }
    c0.intoArray(tile, to);
    c1.intoArray(tile, to + n);
    c2.intoArray(tile, to + 2 * n);
    c3.intoArray(tile, to + 3 * n);
    c4.intoArray(tile, to + 4 * n);
    c5.intoArray(tile, to + 5 * n);
    c6.intoArray(tile, to + 6 * n);
    c7.intoArray(tile, to + 7 * n);
  }
}
