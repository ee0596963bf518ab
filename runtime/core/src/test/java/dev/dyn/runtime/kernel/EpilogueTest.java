package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.dyn.runtime.random.DrawArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A product with an epilogue has the bits of the product and a loop after it.
class EpilogueTest {
  private static final int[][] SHAPES = {
    {1, 16, 9},
    {8, 8, 8},
    {16, 16, 16},
    {17, 31, 33},
    {20, 50, 2},
    {100, 6, 25},
    {33, 5, 70},
    {50, 3, 9},
    {33, 63, 65},
    {64, 17, 400},
    {65, 10, 128},
    {100, 300, 40},
    {128, 128, 64},
    {129, 130, 300},
    {600, 96, 120},
    {530, 98, 300},
    {350, 300, 330},
    {57, 257, 530}
  };
  private static final int GAP = 3;

  @ParameterizedTest
  @EnumSource
  void floatsEndAsStated(Epilogue end) {
    for (int[] s : SHAPES) {
      for (int kind = 0; kind < 8; kind++) {
        floats(end, s[0], s[1], s[2], kind);
      }
    }
  }

  /// @param kind bits: A turned, B turned, one row for all
  private static void floats(Epilogue end, int m, int n, int k, int kind) {
    boolean at = kind % 2 == 1;
    boolean bt = kind / 2 % 2 == 1;
    float[] a = floats(1, m * k);
    float[] b = floats(2, k * n);
    float[] e = floats(3, GAP + m * (n + 1));
    e[GAP + n / 2] = Float.NaN;
    a[0] = m % 2 == 0 ? Float.NaN : a[0];
    int eRow = kind < 4 ? m % 4 == 0 ? n : n + 1 : 0;
    int cRow = m % 2 == 0 ? n : n + GAP;
    float[] c = new float[GAP + m * cRow];
    float[] stated = c.clone();
    int aRow = at ? 1 : k;
    int aCol = at ? m : 1;
    int bRow = bt ? 1 : n;
    int bCol = bt ? k : 1;
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, stated, GAP, cRow);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float x = stated[GAP + i * cRow + j];
        float other = e[GAP + i * eRow + j];
        stated[GAP + i * cRow + j] =
            switch (end) {
              case NONE -> x;
              case ADD -> x + other;
              case ADD_RELU -> x + other <= 0 ? 0 : x + other;
              case RELU -> x <= 0 ? 0 : x;
              case WHERE_POSITIVE -> other <= 0 ? 0 : x;
            };
      }
    }
    int threads = 1 + kind % 2;
    Helpers.during(
        threads,
        () -> {
          Gemm.multiply(
              end, m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, e, GAP, eRow, c, GAP, cRow);
          return threads;
        });
    assertArrayEquals(stated, c, () -> end + " " + m + " " + n + " " + k + " " + kind);
  }

  private static float[] floats(long stream, int n) {
    float[] x = new float[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }

  @ParameterizedTest
  @EnumSource
  void doublesEndAsStated(Epilogue end) {
    for (int[] s : SHAPES) {
      for (int kind = 0; kind < 8; kind++) {
        doubles(end, s[0], s[1], s[2], kind);
      }
    }
  }

  private static void doubles(Epilogue end, int m, int n, int k, int kind) {
    boolean at = kind % 2 == 1;
    boolean bt = kind / 2 % 2 == 1;
    double[] a = doubles(1, m * k);
    double[] b = doubles(2, k * n);
    double[] e = doubles(3, GAP + m * (n + 1));
    e[GAP + n / 2] = Double.NaN;
    a[0] = m % 2 == 0 ? Double.NaN : a[0];
    int eRow = kind < 4 ? m % 4 == 0 ? n : n + 1 : 0;
    int cRow = m % 2 == 0 ? n : n + GAP;
    double[] c = new double[GAP + m * cRow];
    double[] stated = c.clone();
    int aRow = at ? 1 : k;
    int aCol = at ? m : 1;
    int bRow = bt ? 1 : n;
    int bCol = bt ? k : 1;
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, stated, GAP, cRow);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double x = stated[GAP + i * cRow + j];
        double other = e[GAP + i * eRow + j];
        stated[GAP + i * cRow + j] =
            switch (end) {
              case NONE -> x;
              case ADD -> x + other;
              case ADD_RELU -> x + other <= 0 ? 0 : x + other;
              case RELU -> x <= 0 ? 0 : x;
              case WHERE_POSITIVE -> other <= 0 ? 0 : x;
            };
      }
    }
    int threads = 1 + kind % 2;
    Helpers.during(
        threads,
        () -> {
          Gemm.multiply(
              end, m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, e, GAP, eRow, c, GAP, cRow);
          return threads;
        });
    assertArrayEquals(stated, c, () -> end + " " + m + " " + n + " " + k + " " + kind);
  }

  private static double[] doubles(long stream, int n) {
    double[] x = new double[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }
}
