package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of [Gemm] with two to four columns, from an A with its rows contiguous: the last layer
/// of a network for a few numbers. 64-bit reals.
///
/// A vector holds one row of C. Each of eight rows is a chain of its own, so that no chain waits
/// for its last `fma`. Lanes beyond the columns hold what stands there and go nowhere.
final class DoubleNarrow {
  private static final VectorSpecies<Double> FOUR =
      VectorSpecies.of(double.class, VectorShape.forBitSize(4 * Double.SIZE));

  /// Steps of `k` that a copied B has room for.
  private static final int MOST_STEPS = 1024;

  /// Rows of C that are put together before they go where they belong: a vector reaches into the
  /// row after its own, which is written later.
  private static final int MOST_ROWS = 256;

  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  private static final class Buffers {
    final double[] b = new double[4 * MOST_STEPS];
    final double[] tile = new double[4 * (MOST_ROWS + 1)];
  }

  private DoubleNarrow() {}

  /// Whether these loops are made for a product of this shape.
  static boolean suits(int m, int n, int k, int aCol) {
    return n > 1
        && n <= 4
        && m >= 4
        && k <= MOST_STEPS
        && aCol == 1
        && FOUR.vectorBitSize() <= DoubleTiles.LANES.vectorBitSize();
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
    boolean isReady = bCol == 1 && bo + (k - 1) * bRow + 4 <= b.length;
    if (isReady) {
      rows(m, n, k, a, ao, aRow, b, bo, bRow, c, co, cRow, buffers.tile);
    } else {
      copy(n, k, b, bo, bRow, bCol, buffers.b);
      rows(m, n, k, a, ao, aRow, buffers.b, 0, 4, c, co, cRow, buffers.tile);
    }
  }

  private static void copy(int n, int k, double[] b, int bo, int bRow, int bCol, double[] to) {
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < 4; j++) {
        to[4 * p + j] = j < n ? b[bo + p * bRow + j * bCol] : 0.0;
      }
    }
  }

  private static void rows(
      int m,
      int n,
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
      double[] tile) {
    for (int from = 0; from < m; from += MOST_ROWS) {
      int rows = Math.min(MOST_ROWS, m - from);
      int start = Math.min(from, m - 4);
      int i = start;
      for (; i + 8 <= from + rows; i += 8) {
        eight(k, a, ao + i * aRow, aRow, b, bo, bRow, n, tile, (i - start) * n);
      }
      for (; i < from + rows; i += 4) {
        int at = Math.min(i, from + rows - 4);
        four(k, a, ao + at * aRow, aRow, b, bo, bRow, n, tile, (at - start) * n);
      }
      store(from + rows - start, n, tile, c, co + start * cRow, cRow);
    }
  }

  private static void store(int rows, int n, double[] tile, double[] c, int co, int cRow) {
    if (cRow == n) {
      System.arraycopy(tile, 0, c, co, rows * n);
      return;
    }
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        c[co + r * cRow + j] = tile[r * n + j];
      }
    }
  }

  private static void eight(
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      int n,
      double[] tile,
      int to) {
    DoubleVector c0 = DoubleVector.zero(FOUR);
    DoubleVector c1 = DoubleVector.zero(FOUR);
    DoubleVector c2 = DoubleVector.zero(FOUR);
    DoubleVector c3 = DoubleVector.zero(FOUR);
    DoubleVector c4 = DoubleVector.zero(FOUR);
    DoubleVector c5 = DoubleVector.zero(FOUR);
    DoubleVector c6 = DoubleVector.zero(FOUR);
    DoubleVector c7 = DoubleVector.zero(FOUR);
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
      DoubleVector v = DoubleVector.fromArray(FOUR, b, bp);
      c0 = DoubleVector.broadcast(FOUR, a[r0 + p]).fma(v, c0);
      c1 = DoubleVector.broadcast(FOUR, a[r1 + p]).fma(v, c1);
      c2 = DoubleVector.broadcast(FOUR, a[r2 + p]).fma(v, c2);
      c3 = DoubleVector.broadcast(FOUR, a[r3 + p]).fma(v, c3);
      c4 = DoubleVector.broadcast(FOUR, a[r4 + p]).fma(v, c4);
      c5 = DoubleVector.broadcast(FOUR, a[r5 + p]).fma(v, c5);
      c6 = DoubleVector.broadcast(FOUR, a[r6 + p]).fma(v, c6);
      c7 = DoubleVector.broadcast(FOUR, a[r7 + p]).fma(v, c7);
      bp += bRow;
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

  private static void four(
      int k,
      double[] a,
      int ao,
      int aRow,
      double[] b,
      int bo,
      int bRow,
      int n,
      double[] tile,
      int to) {
    DoubleVector c0 = DoubleVector.zero(FOUR);
    DoubleVector c1 = DoubleVector.zero(FOUR);
    DoubleVector c2 = DoubleVector.zero(FOUR);
    DoubleVector c3 = DoubleVector.zero(FOUR);
    int r0 = ao;
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int bp = bo;
    for (int p = 0; p < k; p++) {
      DoubleVector v = DoubleVector.fromArray(FOUR, b, bp);
      c0 = DoubleVector.broadcast(FOUR, a[r0 + p]).fma(v, c0);
      c1 = DoubleVector.broadcast(FOUR, a[r1 + p]).fma(v, c1);
      c2 = DoubleVector.broadcast(FOUR, a[r2 + p]).fma(v, c2);
      c3 = DoubleVector.broadcast(FOUR, a[r3 + p]).fma(v, c3);
      bp += bRow;
    }
    c0.intoArray(tile, to);
    c1.intoArray(tile, to + n);
    c2.intoArray(tile, to + 2 * n);
    c3.intoArray(tile, to + 3 * n);
  }
}
