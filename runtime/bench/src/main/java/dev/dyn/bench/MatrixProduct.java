package dev.dyn.bench;

import dev.dyn.runtime.kernel.Epilogue;
import dev.dyn.runtime.kernel.Gemm;
import java.util.Locale;

/// Square matrices multiplied on one thread.
final class MatrixProduct {
  private MatrixProduct() {}

  static Timing ofDoubles(int n, Timing.Plan plan) {
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    double[] c = new double[n * n];
    for (int k = 0; k < n * n; k++) {
      a[k] = k % 7 * 0.1;
      b[k] = k % 5 * 0.2;
    }
    int together = together(n);
    return Timing.of(
            plan,
            () -> {
              for (int k = 0; k < together; k++) {
                Gemm.multiply(n, n, n, a, 0, n, 1, b, 0, n, 1, c, 0, n);
              }
              return String.format(Locale.ROOT, "c=%.6g", c[n + 1]);
            })
        .each(together);
  }

  static Timing ofFloats(int n, Timing.Plan plan) {
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] c = new float[n * n];
    for (int k = 0; k < n * n; k++) {
      a[k] = k % 7 * 0.1f;
      b[k] = k % 5 * 0.2f;
    }
    int together = together(n);
    return Timing.of(
            plan,
            () -> {
              for (int k = 0; k < together; k++) {
                Gemm.multiply(n, n, n, a, 0, n, 1, b, 0, n, 1, c, 0, n);
              }
              return String.format(Locale.ROOT, "c=%.6g", c[n + 1]);
            })
        .each(together);
  }

  /// `relu(a @ b + e)` for a row e.
  static Timing ofLayers(int n, Timing.Plan plan) {
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    float[] c = new float[n * n];
    float[] e = new float[n];
    for (int k = 0; k < n * n; k++) {
      a[k] = k % 7 * 0.1f;
      b[k] = k % 5 * 0.2f;
    }
    for (int k = 0; k < n; k++) {
      e[k] = k % 3 - 0.1f * n;
    }
    int together = together(n);
    return Timing.of(
            plan,
            () -> {
              for (int k = 0; k < together; k++) {
                Gemm.multiply(Epilogue.ADD_RELU, n, n, n, a, 0, n, 1, b, 0, n, 1, e, 0, 0, c, 0, n);
              }
              return String.format(Locale.ROOT, "c=%.6g", c[n + 1]);
            })
        .each(together);
  }

  /// How many are timed at once: the clock takes as long as the smallest products.
  private static int together(int n) {
    return n > 64 ? 1 : 2_097_152 / (n * n * n);
  }
}
