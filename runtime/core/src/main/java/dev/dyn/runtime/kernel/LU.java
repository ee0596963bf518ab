package dev.dyn.runtime.kernel;

/// LU decomposition with partial pivoting: `P A = L U`, and what follows from it.
///
/// Golub and Van Loan, Matrix Computations, algorithm 3.4.1, with rows kept contiguous. Matrices
/// are `n` by `n`, row after row. Of several candidates for a pivot of equal size the first is
/// taken. Every element of L and U is one chain of `fma` in index order from the element of A, so
/// the bits are the same on any vector width. Allocates nothing.
public final class LU {
  /// Up to this size elimination row by row is as fast as by blocks.
  private static final int SMALL = 128;

  private static final int BLOCK = 32;

  private LU() {}

  /// Replaces A by its factors: U on and above the diagonal, L without its unit diagonal below.
  ///
  /// `pivots[po + i]` becomes the row that was exchanged with row `i` in step `i`. The result is
  /// the sign of the permutation, 1 or -1, or 0 if a pivot was zero: then A is singular and cannot
  /// be solved with.
  public static int factor(int n, double[] a, int ao, int[] pivots, int po) {
    int block = n <= SMALL ? n : BLOCK;
    int sign = 1;
    for (int from = 0; from < n; from += block) {
      int to = Math.min(n, from + block);
      sign *= factorColumns(n, from, to, a, ao, pivots, po);
      for (int i = from + 1; i < to && to < n; i++) {
        for (int k = from; k < i; k++) {
          eliminate(n, k, i, to, n, a, ao);
        }
      }
      subtractProduct(n, from, to, a, ao);
    }
    return sign;
  }

  /// Eliminates below the diagonal in columns `from .. to - 1`, changing no other column but for
  /// the exchange of rows.
  private static int factorColumns(
      int n, int from, int to, double[] a, int ao, int[] pivots, int po) {
    int sign = 1;
    for (int k = from; k < to; k++) {
      int pivot = pivotRow(n, a, ao, k);
      pivots[po + k] = pivot;
      if (pivot != k) {
        exchange(n, a, ao + k * n, ao + pivot * n);
        sign = -sign;
      }
      double diagonal = a[ao + k * n + k];
      if (diagonal == 0.0) {
        sign = 0;
        continue;
      }
      for (int i = k + 1; i < n; i++) {
        a[ao + i * n + k] /= diagonal;
        eliminate(n, k, i, k + 1, to, a, ao);
      }
    }
    return sign;
  }

  /// Subtracts row `k` times the factor `L[i, k]` from row `i`, in columns `from .. to - 1`.
  private static void eliminate(int n, int k, int i, int from, int to, double[] a, int ao) {
    double l = a[ao + i * n + k];
    DoubleLanes.addMultiple(-l, a, ao + k * n + from, a, ao + i * n + from, to - from);
  }

  /// Eliminates columns `from .. to - 1` from what is below and to the right of them, all at once:
  /// a matrix product, which continues the chains in the same order.
  private static void subtractProduct(int n, int from, int to, double[] a, int ao) {
    int rest = n - to;
    if (rest == 0) {
      return;
    }
    int depth = to - from;
    double[] negative = DoubleScratch.atLeast(rest * depth);
    for (int i = 0; i < rest; i++) {
      for (int k = 0; k < depth; k++) {
        negative[i * depth + k] = -a[ao + (to + i) * n + from + k];
      }
    }
    int right = ao + from * n + to;
    int below = ao + to * n + to;
    Gemm.accumulate(rest, rest, depth, negative, 0, depth, 1, a, right, n, 1, a, below, n);
  }

  private static int pivotRow(int n, double[] a, int ao, int k) {
    int best = k;
    double largest = Math.abs(a[ao + k * n + k]);
    for (int i = k + 1; i < n; i++) {
      double size = Math.abs(a[ao + i * n + k]);
      if (size > largest) {
        best = i;
        largest = size;
      }
    }
    return best;
  }

  private static void exchange(int n, double[] x, int row, int other) {
    for (int j = 0; j < n; j++) {
      double before = x[row + j];
      x[row + j] = x[other + j];
      x[other + j] = before;
    }
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻¹ B`, from the factors of A.
  public static void solve(
      int n, int columns, double[] lu, int ao, int[] pivots, int po, double[] b, int bo) {
    for (int i = 0; i < n; i++) {
      if (pivots[po + i] != i) {
        exchange(columns, b, bo + i * columns, bo + pivots[po + i] * columns);
      }
    }
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double l = lu[ao + i * n + j];
        DoubleLanes.addMultiple(-l, b, bo + j * columns, b, bo + i * columns, columns);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        double u = lu[ao + i * n + j];
        DoubleLanes.addMultiple(-u, b, bo + j * columns, b, bo + i * columns, columns);
      }
      divide(columns, b, bo + i * columns, lu[ao + i * n + i]);
    }
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻ᵀ B`, from the factors of A.
  public static void solveTransposed(
      int n, int columns, double[] lu, int ao, int[] pivots, int po, double[] b, int bo) {
    for (int i = 0; i < n; i++) {
      divide(columns, b, bo + i * columns, lu[ao + i * n + i]);
      for (int j = i + 1; j < n; j++) {
        double u = lu[ao + i * n + j];
        DoubleLanes.addMultiple(-u, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
    for (int i = n - 1; i > 0; i--) {
      for (int j = 0; j < i; j++) {
        double l = lu[ao + i * n + j];
        DoubleLanes.addMultiple(-l, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (pivots[po + i] != i) {
        exchange(columns, b, bo + i * columns, bo + pivots[po + i] * columns);
      }
    }
  }

  private static void divide(int n, double[] x, int xo, double divisor) {
    for (int i = 0; i < n; i++) {
      x[xo + i] /= divisor;
    }
  }

  /// The determinant: the pivots multiplied in order, times the sign that [#factor] gave.
  public static double determinant(int n, double[] lu, int ao, int sign) {
    double product = sign;
    for (int i = 0; i < n; i++) {
      product *= lu[ao + i * n + i];
    }
    return product;
  }

  /// Writes `A⁻¹`, from the factors of A, to `inverse`.
  public static void inverse(
      int n, double[] lu, int ao, int[] pivots, int po, double[] inverse, int io) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[io + i * n + j] = i == j ? 1.0 : 0.0;
      }
    }
    solve(n, n, lu, ao, pivots, po, inverse, io);
  }

  /// Replaces A by its factors: U on and above the diagonal, L without its unit diagonal below.
  ///
  /// `pivots[po + i]` becomes the row that was exchanged with row `i` in step `i`. The result is
  /// the sign of the permutation, 1 or -1, or 0 if a pivot was zero: then A is singular and cannot
  /// be solved with.
  public static int factor(int n, float[] a, int ao, int[] pivots, int po) {
    int block = n <= SMALL ? n : BLOCK;
    int sign = 1;
    for (int from = 0; from < n; from += block) {
      int to = Math.min(n, from + block);
      sign *= factorColumns(n, from, to, a, ao, pivots, po);
      for (int i = from + 1; i < to && to < n; i++) {
        for (int k = from; k < i; k++) {
          eliminate(n, k, i, to, n, a, ao);
        }
      }
      subtractProduct(n, from, to, a, ao);
    }
    return sign;
  }

  /// Eliminates below the diagonal in columns `from .. to - 1`, changing no other column but for
  /// the exchange of rows.
  private static int factorColumns(
      int n, int from, int to, float[] a, int ao, int[] pivots, int po) {
    int sign = 1;
    for (int k = from; k < to; k++) {
      int pivot = pivotRow(n, a, ao, k);
      pivots[po + k] = pivot;
      if (pivot != k) {
        exchange(n, a, ao + k * n, ao + pivot * n);
        sign = -sign;
      }
      float diagonal = a[ao + k * n + k];
      if (diagonal == 0.0f) {
        sign = 0;
        continue;
      }
      for (int i = k + 1; i < n; i++) {
        a[ao + i * n + k] /= diagonal;
        eliminate(n, k, i, k + 1, to, a, ao);
      }
    }
    return sign;
  }

  /// Subtracts row `k` times the factor `L[i, k]` from row `i`, in columns `from .. to - 1`.
  private static void eliminate(int n, int k, int i, int from, int to, float[] a, int ao) {
    float l = a[ao + i * n + k];
    FloatLanes.addMultiple(-l, a, ao + k * n + from, a, ao + i * n + from, to - from);
  }

  /// Eliminates columns `from .. to - 1` from what is below and to the right of them, all at once:
  /// a matrix product, which continues the chains in the same order.
  private static void subtractProduct(int n, int from, int to, float[] a, int ao) {
    int rest = n - to;
    if (rest == 0) {
      return;
    }
    int depth = to - from;
    float[] negative = FloatScratch.atLeast(rest * depth);
    for (int i = 0; i < rest; i++) {
      for (int k = 0; k < depth; k++) {
        negative[i * depth + k] = -a[ao + (to + i) * n + from + k];
      }
    }
    int right = ao + from * n + to;
    int below = ao + to * n + to;
    Gemm.accumulate(rest, rest, depth, negative, 0, depth, 1, a, right, n, 1, a, below, n);
  }

  private static int pivotRow(int n, float[] a, int ao, int k) {
    int best = k;
    float largest = Math.abs(a[ao + k * n + k]);
    for (int i = k + 1; i < n; i++) {
      float size = Math.abs(a[ao + i * n + k]);
      if (size > largest) {
        best = i;
        largest = size;
      }
    }
    return best;
  }

  private static void exchange(int n, float[] x, int row, int other) {
    for (int j = 0; j < n; j++) {
      float before = x[row + j];
      x[row + j] = x[other + j];
      x[other + j] = before;
    }
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻¹ B`, from the factors of A.
  public static void solve(
      int n, int columns, float[] lu, int ao, int[] pivots, int po, float[] b, int bo) {
    for (int i = 0; i < n; i++) {
      if (pivots[po + i] != i) {
        exchange(columns, b, bo + i * columns, bo + pivots[po + i] * columns);
      }
    }
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        float l = lu[ao + i * n + j];
        FloatLanes.addMultiple(-l, b, bo + j * columns, b, bo + i * columns, columns);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        float u = lu[ao + i * n + j];
        FloatLanes.addMultiple(-u, b, bo + j * columns, b, bo + i * columns, columns);
      }
      divide(columns, b, bo + i * columns, lu[ao + i * n + i]);
    }
  }

  /// Replaces the `n` by `columns` matrix B by `A⁻ᵀ B`, from the factors of A.
  public static void solveTransposed(
      int n, int columns, float[] lu, int ao, int[] pivots, int po, float[] b, int bo) {
    for (int i = 0; i < n; i++) {
      divide(columns, b, bo + i * columns, lu[ao + i * n + i]);
      for (int j = i + 1; j < n; j++) {
        float u = lu[ao + i * n + j];
        FloatLanes.addMultiple(-u, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
    for (int i = n - 1; i > 0; i--) {
      for (int j = 0; j < i; j++) {
        float l = lu[ao + i * n + j];
        FloatLanes.addMultiple(-l, b, bo + i * columns, b, bo + j * columns, columns);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (pivots[po + i] != i) {
        exchange(columns, b, bo + i * columns, bo + pivots[po + i] * columns);
      }
    }
  }

  private static void divide(int n, float[] x, int xo, float divisor) {
    for (int i = 0; i < n; i++) {
      x[xo + i] /= divisor;
    }
  }

  /// The determinant: the pivots multiplied in order, times the sign that [#factor] gave.
  public static float determinant(int n, float[] lu, int ao, int sign) {
    float product = sign;
    for (int i = 0; i < n; i++) {
      product *= lu[ao + i * n + i];
    }
    return product;
  }

  /// Writes `A⁻¹`, from the factors of A, to `inverse`.
  public static void inverse(
      int n, float[] lu, int ao, int[] pivots, int po, float[] inverse, int io) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[io + i * n + j] = i == j ? 1.0f : 0.0f;
      }
    }
    solve(n, n, lu, ao, pivots, po, inverse, io);
  }
}
