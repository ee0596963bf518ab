package dev.dyn.runtime.kernel;

import java.util.Arrays;

/// Adds windows to the places that they were taken from: the rows of `[e0, e1, e2, e3, n]`, one
/// after the other in x, are added where `s0, s1, s2, s3` say, a row's entries to neighbours. Every
/// place gets what lands on it in the order of the rows.
public final class WindowSums {
  private WindowSums() {}

  /// Zeros in the `total` entries of y, then the sums.
  public static void add(
      int e0,
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int n,
      int total,
      int offset,
      float[] x,
      int xo,
      float[] y,
      int yo) {
    Arrays.fill(y, yo, yo + total, 0.0f);
    rows(e0, s0, e1, s1, e2, s2, e3, s3, n, x, xo, y, yo + offset);
  }

  /// The sums, to what stands in y.
  static void rows(
      int e0,
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int n,
      float[] x,
      int xo,
      float[] y,
      int yo) {
    int from = xo;
    for (int i = 0; i < e0; i++) {
      for (int j = 0; j < e1; j++) {
        for (int k = 0; k < e2; k++) {
          int to = yo + i * s0 + j * s1 + k * s2;
          for (int l = 0; l < e3; l++) {
            RowAdds.add(x, from, y, to + l * s3, n);
            from += n;
          }
        }
      }
    }
  }

  /// As above.
  public static void add(
      int e0,
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int n,
      int total,
      int offset,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    Arrays.fill(y, yo, yo + total, 0.0);
    rows(e0, s0, e1, s1, e2, s2, e3, s3, n, x, xo, y, yo + offset);
  }

  /// The sums, to what stands in y.
  static void rows(
      int e0,
      int s0,
      int e1,
      int s1,
      int e2,
      int s2,
      int e3,
      int s3,
      int n,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    int from = xo;
    for (int i = 0; i < e0; i++) {
      for (int j = 0; j < e1; j++) {
        for (int k = 0; k < e2; k++) {
          int to = yo + i * s0 + j * s1 + k * s2;
          for (int l = 0; l < e3; l++) {
            RowAdds.add(x, from, y, to + l * s3, n);
            from += n;
          }
        }
      }
    }
  }
}
