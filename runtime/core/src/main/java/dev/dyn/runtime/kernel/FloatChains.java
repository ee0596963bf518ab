package dev.dyn.runtime.kernel;

/// Products of [Gemm] that vectors do not help, in scalar form; 32-bit reals.
///
/// A chain waits for each `fma` to finish before it starts the next, so eight chains run at once.
final class FloatChains {
  private FloatChains() {}

  /// The product by three plain loops.
  static void plain(
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float chain = 0.0f;
        for (int p = 0; p < k; p++) {
          chain = Math.fma(a[ao + i * aRow + p * aCol], b[bo + p * bRow + j * bCol], chain);
        }
        c[co + i * cRow + j] = chain;
      }
    }
  }

  /// A matrix times a vector: `y[i]` is the chain of `a[i, p] x[p]`, for `i < m`.
  static void timesVector(
      int m,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] x,
      int xo,
      int xStep,
      float[] y,
      int yo,
      int yStep) {
    int i = 0;
    for (; i + 8 <= m; i += 8) {
      int at = ao + i * aRow;
      if (aCol == 1 && xStep == 1) {
        eightContiguous(k, a, at, aRow, x, xo, y, yo + i * yStep, yStep);
      } else {
        eight(k, a, at, aRow, aCol, x, xo, xStep, y, yo + i * yStep, yStep);
      }
    }
    for (; i < m; i++) {
      float s = 0.0f;
      for (int p = 0; p < k; p++) {
        s = Math.fma(a[ao + i * aRow + p * aCol], x[xo + p * xStep], s);
      }
      y[yo + i * yStep] = s;
    }
  }

  private static void eight(
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] x,
      int xo,
      int xStep,
      float[] y,
      int yo,
      int yStep) {
    float s0 = 0.0f;
    float s1 = 0.0f;
    float s2 = 0.0f;
    float s3 = 0.0f;
    float s4 = 0.0f;
    float s5 = 0.0f;
    float s6 = 0.0f;
    float s7 = 0.0f;
    int ap = ao;
    int xp = xo;
    for (int p = 0; p < k; p++) {
      float xs = x[xp];
      s0 = Math.fma(a[ap], xs, s0);
      s1 = Math.fma(a[ap + aRow], xs, s1);
      s2 = Math.fma(a[ap + 2 * aRow], xs, s2);
      s3 = Math.fma(a[ap + 3 * aRow], xs, s3);
      s4 = Math.fma(a[ap + 4 * aRow], xs, s4);
      s5 = Math.fma(a[ap + 5 * aRow], xs, s5);
      s6 = Math.fma(a[ap + 6 * aRow], xs, s6);
      s7 = Math.fma(a[ap + 7 * aRow], xs, s7);
      ap += aCol;
      xp += xStep;
    }
    y[yo] = s0;
    y[yo + yStep] = s1;
    y[yo + 2 * yStep] = s2;
    y[yo + 3 * yStep] = s3;
    y[yo + 4 * yStep] = s4;
    y[yo + 5 * yStep] = s5;
    y[yo + 6 * yStep] = s6;
    y[yo + 7 * yStep] = s7;
  }

  /// As [#eight] with steps of one: HotSpot then drops the checks of array bounds.
  private static void eightContiguous(
      int k, float[] a, int ao, int aRow, float[] x, int xo, float[] y, int yo, int yStep) {
    float s0 = 0.0f;
    float s1 = 0.0f;
    float s2 = 0.0f;
    float s3 = 0.0f;
    float s4 = 0.0f;
    float s5 = 0.0f;
    float s6 = 0.0f;
    float s7 = 0.0f;
    int r0 = ao;
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int r4 = ao + 4 * aRow;
    int r5 = ao + 5 * aRow;
    int r6 = ao + 6 * aRow;
    int r7 = ao + 7 * aRow;
    for (int p = 0; p < k; p++) {
      float xs = x[xo + p];
      s0 = Math.fma(a[r0 + p], xs, s0);
      s1 = Math.fma(a[r1 + p], xs, s1);
      s2 = Math.fma(a[r2 + p], xs, s2);
      s3 = Math.fma(a[r3 + p], xs, s3);
      s4 = Math.fma(a[r4 + p], xs, s4);
      s5 = Math.fma(a[r5 + p], xs, s5);
      s6 = Math.fma(a[r6 + p], xs, s6);
      s7 = Math.fma(a[r7 + p], xs, s7);
    }
    y[yo] = s0;
    y[yo + yStep] = s1;
    y[yo + 2 * yStep] = s2;
    y[yo + 3 * yStep] = s3;
    y[yo + 4 * yStep] = s4;
    y[yo + 5 * yStep] = s5;
    y[yo + 6 * yStep] = s6;
    y[yo + 7 * yStep] = s7;
  }
}
