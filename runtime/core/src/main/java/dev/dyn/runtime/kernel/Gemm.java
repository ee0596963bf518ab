package dev.dyn.runtime.kernel;

import java.util.stream.IntStream;

/// The matrix product of Dyn.
///
/// `C[i, j]` is the chain `acc = fma(A[i, p], B[p, j], acc)` over `p = 0 .. k - 1`, begun at +0.0:
/// to the last bit, whatever the sizes, strides, vector width and number of threads. A is `m` by
/// `k`, B is `k` by `n`, C is `m` by `n`:
///
/// - `A[i, p]` stands at `a[ao + i * aRow + p * aCol]`,
/// - `B[p, j]` at `b[bo + p * bRow + j * bCol]`, so a transpose is an exchange of strides,
/// - `C[i, j]` at `c[co + i * cRow + j]`, and is overwritten.
///
/// C must not overlap A or B. Nothing is allocated once a thread has its buffers; several threads
/// share the common pool.
public final class Gemm {
  /// Multiplications below which a second thread costs more than it saves.
  private static final long WORTH_A_THREAD = 1L << 20;

  /// Columns are dealt to threads in multiples of this, rows likewise: whole tiles at any width.
  private static final int TILE = 32;

  private Gemm() {}

  /// The product of 64-bit matrices on this thread.
  public static void multiply(
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
      int bCol,
      double[] c,
      int co,
      int cRow) {
    DoubleGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
  }

  /// Adds the product of 64-bit matrices to C: the chains begin at what stands in C.
  public static void accumulate(
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
      int bCol,
      double[] c,
      int co,
      int cRow) {
    DoubleGemm.accumulate(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
  }

  /// The product of 64-bit matrices on up to `threads` threads.
  public static void multiply(
      int threads,
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
      int bCol,
      double[] c,
      int co,
      int cRow) {
    int parts = parts(threads, m, n, k);
    if (parts == 1) {
      DoubleGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else if (n >= m) {
      inParallel(
          parts,
          n,
          (j, columns) ->
              DoubleGemm.multiply(
                  m, columns, k, a, ao, aRow, aCol, b, bo + j * bCol, bRow, bCol, c, co + j, cRow));
    } else {
      inParallel(
          parts,
          m,
          (i, rows) ->
              DoubleGemm.multiply(
                  rows,
                  n,
                  k,
                  a,
                  ao + i * aRow,
                  aRow,
                  aCol,
                  b,
                  bo,
                  bRow,
                  bCol,
                  c,
                  co + i * cRow,
                  cRow));
    }
  }

  /// The product of 32-bit matrices on this thread.
  public static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] c,
      int co,
      int cRow) {
    FloatGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
  }

  /// Adds the product of 32-bit matrices to C: the chains begin at what stands in C.
  public static void accumulate(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] c,
      int co,
      int cRow) {
    FloatGemm.accumulate(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
  }

  /// The product of 32-bit matrices on up to `threads` threads.
  public static void multiply(
      int threads,
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] c,
      int co,
      int cRow) {
    int parts = parts(threads, m, n, k);
    if (parts == 1) {
      FloatGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    } else if (n >= m) {
      inParallel(
          parts,
          n,
          (j, columns) ->
              FloatGemm.multiply(
                  m, columns, k, a, ao, aRow, aCol, b, bo + j * bCol, bRow, bCol, c, co + j, cRow));
    } else {
      inParallel(
          parts,
          m,
          (i, rows) ->
              FloatGemm.multiply(
                  rows,
                  n,
                  k,
                  a,
                  ao + i * aRow,
                  aRow,
                  aCol,
                  b,
                  bo,
                  bRow,
                  bCol,
                  c,
                  co + i * cRow,
                  cRow));
    }
  }

  private static int parts(int threads, int m, int n, int k) {
    long worth = (long) m * n * k / WORTH_A_THREAD;
    return Math.clamp(Math.min(worth, Math.max(m, n) / TILE), 1, Math.max(1, threads));
  }

  /// Deals `0 .. size - 1` out in stretches of whole tiles.
  private static void inParallel(int parts, int size, Stretch work) {
    int each = (size + parts * TILE - 1) / (parts * TILE) * TILE;
    IntStream.range(0, parts)
        .parallel()
        .filter(part -> part * each < size)
        .forEach(part -> work.run(part * each, Math.min(each, size - part * each)));
  }

  private interface Stretch {
    void run(int from, int count);
  }
}
