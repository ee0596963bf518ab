package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.runtime.random.DrawArrays;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Every product has the bits of three nested loops with `fma`.
class GemmTest {
  private static final int[][] SHAPES = {
    {1, 1, 1},
    {300, 33, 700},
    {530, 98, 300},
    {1, 1, 9},
    {3, 3, 3},
    {2, 5, 0},
    {0, 4, 4},
    {7, 7, 7},
    {8, 8, 8},
    {9, 9, 9},
    {1, 100, 17},
    {100, 1, 17},
    {5, 300, 20},
    {300, 5, 20},
    {64, 32, 2},
    {17, 31, 33},
    {10, 16, 64},
    {11, 15, 64},
    {12, 17, 64},
    {33, 63, 65},
    {64, 64, 64},
    {65, 10, 128},
    {70, 90, 257},
    {129, 130, 300},
    {140, 600, 40},
    {137, 257, 520},
    {8, 530, 9},
    {7, 530, 9},
    {70, 8, 40},
    {20, 2, 50},
    {21, 3, 50},
    {259, 2, 20},
    {300, 3, 20},
    {13, 4, 1030},
    {4, 2, 9},
    {50, 2, 180},
    {16, 3, 7},
    {2, 50, 180},
    {3, 16, 40},
    {7, 127, 30},
    {530, 40, 1100},
    {520, 290, 30},
    {56, 257, 10},
    {99, 520, 300},
    {463, 1040, 270},
    {128, 2060, 40}
  };
  private static final int GAP = 3;

  @Test
  void doubleProductsAreTheStatedChains() {
    for (int[] shape : SHAPES) {
      for (int transposed = 0; transposed < 4; transposed++) {
        doubleProduct(1, shape[0], shape[1], shape[2], transposed % 2 == 1, transposed >= 2);
      }
    }
  }

  @Test
  void doubleProductsDoNotDependOnThreads() {
    doubleProduct(2, 350, 300, 330, false, false);
    doubleProduct(3, 310, 363, 300, true, true);
  }

  private static void doubleProduct(int threads, int m, int n, int k, boolean at, boolean bt) {
    int aRow = at ? 1 : k + GAP;
    int aCol = at ? m + GAP : 1;
    int bRow = bt ? 1 : n + GAP;
    int bCol = bt ? k + GAP : 1;
    int cRow = n + GAP;
    double[] a = doubles(1, (m + GAP) * (k + GAP));
    double[] b = doubles(2, (k + GAP) * (n + GAP));
    double[] c = doubles(3, GAP + m * cRow);
    double[] stated = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double chain = 0.0;
        for (int p = 0; p < k; p++) {
          chain = Math.fma(a[1 + i * aRow + p * aCol], b[2 + p * bRow + j * bCol], chain);
        }
        stated[GAP + i * cRow + j] = chain;
      }
    }
    Helpers.during(
        threads,
        () -> {
          Gemm.multiply(m, n, k, a, 1, aRow, aCol, b, 2, bRow, bCol, c, GAP, cRow);
          return threads;
        });
    same(stated, c, Arrays.toString(new int[] {threads, m, n, k}) + at + bt);
  }

  @Test
  void doubleAccumulationContinuesTheChains() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      double[] a = doubles(1, m * k);
      double[] b = doubles(2, k * n);
      double[] c = doubles(3, m * n);
      double[] stated = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < k; p++) {
            stated[i * n + j] = Math.fma(a[i * k + p], b[p * n + j], stated[i * n + j]);
          }
        }
      }
      Gemm.accumulate(m, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n);
      same(stated, c, "accumulated " + m);
    }
  }

  /// A transpose in neither direction is contiguous: every other element, backwards.
  @Test
  void doubleStridesAreFree() {
    int m = 20;
    int n = 40;
    int k = 30;
    double[] a = doubles(4, 2 * m * k);
    double[] b = doubles(5, 2 * k * n);
    double[] c = new double[m * n];
    double[] stated = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          double x = a[2 * (i * k + p)];
          double y = b[2 * k * n - 1 - 2 * (p * n + j)];
          stated[i * n + j] = Math.fma(x, y, stated[i * n + j]);
        }
      }
    }
    Gemm.multiply(m, n, k, a, 0, 2 * k, 2, b, 2 * k * n - 1, -2 * n, -2, c, 0, n);
    same(stated, c, "strides");
  }

  private static void same(double[] expected, double[] found, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          Double.doubleToRawLongBits(expected[i]),
          Double.doubleToRawLongBits(found[i]),
          what + " at " + i);
    }
  }

  private static double[] doubles(long stream, int n) {
    double[] x = new double[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }

  @Test
  void floatProductsAreTheStatedChains() {
    for (int[] shape : SHAPES) {
      for (int transposed = 0; transposed < 4; transposed++) {
        floatProduct(1, shape[0], shape[1], shape[2], transposed % 2 == 1, transposed >= 2);
      }
    }
  }

  @Test
  void floatProductsDoNotDependOnThreads() {
    floatProduct(2, 350, 300, 330, false, false);
    floatProduct(3, 310, 363, 300, true, true);
  }

  private static void floatProduct(int threads, int m, int n, int k, boolean at, boolean bt) {
    int aRow = at ? 1 : k + GAP;
    int aCol = at ? m + GAP : 1;
    int bRow = bt ? 1 : n + GAP;
    int bCol = bt ? k + GAP : 1;
    int cRow = n + GAP;
    float[] a = floats(1, (m + GAP) * (k + GAP));
    float[] b = floats(2, (k + GAP) * (n + GAP));
    float[] c = floats(3, GAP + m * cRow);
    float[] stated = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float chain = 0.0f;
        for (int p = 0; p < k; p++) {
          chain = Math.fma(a[1 + i * aRow + p * aCol], b[2 + p * bRow + j * bCol], chain);
        }
        stated[GAP + i * cRow + j] = chain;
      }
    }
    Helpers.during(
        threads,
        () -> {
          Gemm.multiply(m, n, k, a, 1, aRow, aCol, b, 2, bRow, bCol, c, GAP, cRow);
          return threads;
        });
    same(stated, c, Arrays.toString(new int[] {threads, m, n, k}) + at + bt);
  }

  @Test
  void floatAccumulationContinuesTheChains() {
    for (int[] shape : SHAPES) {
      int m = shape[0];
      int n = shape[1];
      int k = shape[2];
      float[] a = floats(1, m * k);
      float[] b = floats(2, k * n);
      float[] c = floats(3, m * n);
      float[] stated = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < k; p++) {
            stated[i * n + j] = Math.fma(a[i * k + p], b[p * n + j], stated[i * n + j]);
          }
        }
      }
      Gemm.accumulate(m, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n);
      same(stated, c, "accumulated " + m);
    }
  }

  /// A transpose in neither direction is contiguous: every other element, backwards.
  @Test
  void floatStridesAreFree() {
    int m = 20;
    int n = 40;
    int k = 30;
    float[] a = floats(4, 2 * m * k);
    float[] b = floats(5, 2 * k * n);
    float[] c = new float[m * n];
    float[] stated = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          float x = a[2 * (i * k + p)];
          float y = b[2 * k * n - 1 - 2 * (p * n + j)];
          stated[i * n + j] = Math.fma(x, y, stated[i * n + j]);
        }
      }
    }
    Gemm.multiply(m, n, k, a, 0, 2 * k, 2, b, 2 * k * n - 1, -2 * n, -2, c, 0, n);
    same(stated, c, "strides");
  }

  private static void same(float[] expected, float[] found, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          Float.floatToRawIntBits(expected[i]),
          Float.floatToRawIntBits(found[i]),
          what + " at " + i);
    }
  }

  private static float[] floats(long stream, int n) {
    float[] x = new float[n];
    DrawArrays.fillNormal(stream, 0, x, 0, n);
    return x;
  }
}
