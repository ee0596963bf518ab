package dev.dyn.runtime.kernel;

/// Products of windows of an array as if they had been copied to be the rows of a matrix: only a
/// block of them is, which stays in a near cache. The sums have the order of [Gemm].
///
/// Window `w`, counted by `rank` axes of which `axes` has extents and strides in turns, outermost
/// first, begins at some `start`; its entries are `x[start + entries[i]]`, `i = 0 .. m - 1`, of
/// which every `run` are neighbours. `run` divides `m`, and there are `k` windows. C is contiguous.
public final class UnfoldedProducts {
  private UnfoldedProducts() {}

  /// `C[w, j]` is the chain over the entries of window `w` times `B[i, j]`; C is `k` by `n`. What a
  /// convolution is.
  public static void multiply(
      int k,
      int n,
      int m,
      int run,
      float[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] c,
      int co) {
    FloatUnfolded.multiply(
        k, n, m, run, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, bCol, c, co);
  }

  /// `C[i, j]` is the chain over the windows of entry `i` times `B[w, j]`; C is `m` by `n`. What
  /// its derivative by its kernel is.
  public static void turned(
      int m,
      int n,
      int k,
      int run,
      float[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co) {
    FloatUnfolded.turned(m, n, k, run, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, c, co);
  }

  /// The product of A, `images * rows` by `k`, and B, `k` by `n`, whose rows are windows that
  /// [WindowSums] adds where they were taken from: `images` along its outermost axis. What its
  /// derivative by its argument is.
  public static void folded(
      int images,
      int rows,
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
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int each,
      int total,
      int offset,
      float[] y,
      int yo) {
    FloatUnfolded.folded(
        images, rows, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, s0, e1, s1, e2, s2, e3, s3, each,
        total, offset, y, yo);
  }

  /// As above.
  public static void multiply(
      int k,
      int n,
      int m,
      int run,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] c,
      int co) {
    DoubleUnfolded.multiply(
        k, n, m, run, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, bCol, c, co);
  }

  /// As above.
  public static void turned(
      int m,
      int n,
      int k,
      int run,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      int rank,
      long[] axes,
      int ao,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    DoubleUnfolded.turned(m, n, k, run, x, xo, entries, eo, rank, axes, ao, b, bo, bRow, c, co);
  }

  /// As above.
  public static void folded(
      int images,
      int rows,
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
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int each,
      int total,
      int offset,
      double[] y,
      int yo) {
    DoubleUnfolded.folded(
        images, rows, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, s0, e1, s1, e2, s2, e3, s3, each,
        total, offset, y, yo);
  }
}
