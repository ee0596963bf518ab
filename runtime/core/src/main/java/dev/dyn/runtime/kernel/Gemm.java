package dev.dyn.runtime.kernel;

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
/// C must not overlap A or B. Nothing is allocated once a thread has its buffers. Large products
/// use the [Helpers] of the thread.
public final class Gemm {
  private Gemm() {}

  /// The product of 64-bit matrices.
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
    if (Helpers.forSize(m, n, k)) {
      Helpers helpers = Helpers.ofRun();
      helpers.product().matrices(a, b, c);
      helpers.product().sizes(m, n, k, ao, aRow, aCol, bo, bRow, bCol, co, cRow);
      helpers.multiply();
    } else {
      DoubleGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }
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

  /// The product of 32-bit matrices.
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
    if (Helpers.forSize(m, n, k)) {
      Helpers helpers = Helpers.ofRun();
      helpers.product().matrices(a, b, c);
      helpers.product().sizes(m, n, k, ao, aRow, aCol, bo, bRow, bCol, co, cRow);
      helpers.multiply();
    } else {
      FloatGemm.multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
    }
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

  /// The product of 64-bit matrices with what follows each chain: for `C[i, j]` the other element
  /// is `e[eo + i * eRow + j]`. C must not overlap E either.
  public static void multiply(
      Epilogue end,
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
      double[] e,
      int eo,
      int eRow,
      double[] c,
      int co,
      int cRow) {
    if (Helpers.forSize(m, n, k)) {
      multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
      DoubleEpilogue.apply(end, m, n, e, eo, eRow, c, co, cRow);
    } else {
      DoubleFused.multiply(
          end, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, e, eo, eRow, c, co, cRow);
    }
  }

  /// The product of 32-bit matrices with what follows each chain: for `C[i, j]` the other element
  /// is `e[eo + i * eRow + j]`. C must not overlap E either.
  public static void multiply(
      Epilogue end,
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
      float[] e,
      int eo,
      int eRow,
      float[] c,
      int co,
      int cRow) {
    if (Helpers.forSize(m, n, k)) {
      multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
      FloatEpilogue.apply(end, m, n, e, eo, eRow, c, co, cRow);
    } else {
      FloatFused.multiply(
          end, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, e, eo, eRow, c, co, cRow);
    }
  }
}
