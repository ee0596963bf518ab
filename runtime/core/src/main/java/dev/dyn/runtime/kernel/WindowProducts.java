package dev.dyn.runtime.kernel;

/// Products of windows, whose entries stay where they are: what a convolution needs for the
/// derivative by its kernel.
///
/// Window `w` is the entries `x[xo + windows[w] + entries[i]]`, `i = 0 .. m - 1`, of which every
/// `run` are neighbours. `C[i, j]` is the chain `acc = fma(B[w, j], entry i of window w, acc)` over
/// `w = 0 .. k - 1`, begun at +0.0, as [Gemm] would compute it from the windows as a matrix. C is
/// `m` by `n` and contiguous; the rows of B are contiguous and `bRow` apart.
///
/// At least [#LEAST_COLUMNS] columns; `run` divides `m`.
public final class WindowProducts {
  /// The fewest columns of C: those of a tile.
  public static final int LEAST_COLUMNS = FloatTiles.ROWS;

  private WindowProducts() {}

  /// The product of 32-bit reals.
  public static void turned(
      int m,
      int n,
      int k,
      int run,
      float[] x,
      int xo,
      long[] entries,
      int eo,
      long[] windows,
      int wo,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co) {
    FloatWindows.turned(m, n, k, run, x, xo, entries, eo, windows, wo, b, bo, bRow, c, co);
  }

  /// The product of 64-bit reals.
  public static void turned(
      int m,
      int n,
      int k,
      int run,
      double[] x,
      int xo,
      long[] entries,
      int eo,
      long[] windows,
      int wo,
      double[] b,
      int bo,
      int bRow,
      double[] c,
      int co) {
    DoubleWindows.turned(m, n, k, run, x, xo, entries, eo, windows, wo, b, bo, bRow, c, co);
  }
}
