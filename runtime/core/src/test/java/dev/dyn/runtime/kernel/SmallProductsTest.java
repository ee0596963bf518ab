package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.dyn.runtime.random.DrawArrays;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Products of every small size, with matrices that fill their arrays: kernels that know the
/// distance of rows are chosen, and reach to the last element. All have the bits of three nested
/// loops with `fma`, and write nothing else.
class SmallProductsTest {
  private static final int LARGEST = 70;

  /// Rows beside a square B, and steps of `k`.
  private static final int[] OTHERS = {7, 8, 9, 11, 12, 13, 14, 16, 21, 64, 130};

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void squareProductsAreTheStatedChains(int transposed) {
    for (int n = 1; n <= LARGEST; n++) {
      product(n, n, n, transposed % 2 == 1, transposed >= 2);
    }
    product(128, 128, 128, transposed % 2 == 1, transposed >= 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32, 64, 128})
  void rowsBesideASquareAreTheStatedChains(int n) {
    for (int m : OTHERS) {
      product(m, n, n, false, false);
      product(m, n, n, true, false);
      product(m, n, n, false, true);
    }
  }

  private static void product(int m, int n, int k, boolean at, boolean bt) {
    int aRow = at ? 1 : k;
    int aCol = at ? m : 1;
    int bRow = bt ? 1 : n;
    int bCol = bt ? k : 1;
    doubles(m, n, k, aRow, aCol, bRow, bCol);
    floats(m, n, k, aRow, aCol, bRow, bCol);
  }

  private static void doubles(int m, int n, int k, int aRow, int aCol, int bRow, int bCol) {
    double[] a = new double[m * k];
    double[] b = new double[k * n];
    DrawArrays.fillNormal(1, 0, a, 0, a.length);
    DrawArrays.fillNormal(2, 0, b, 0, b.length);
    double[] c = new double[m * n + 2];
    Arrays.fill(c, Double.NaN);
    double[] stated = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double chain = 0.0;
        for (int p = 0; p < k; p++) {
          chain = Math.fma(a[i * aRow + p * aCol], b[p * bRow + j * bCol], chain);
        }
        stated[1 + i * n + j] = chain;
      }
    }
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, c, 1, n);
    assertArrayEquals(stated, c, () -> m + " by " + n + " by " + k);
  }

  private static void floats(int m, int n, int k, int aRow, int aCol, int bRow, int bCol) {
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    DrawArrays.fillNormal(1, 0, a, 0, a.length);
    DrawArrays.fillNormal(2, 0, b, 0, b.length);
    float[] c = new float[m * n + 2];
    Arrays.fill(c, Float.NaN);
    float[] stated = c.clone();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float chain = 0.0f;
        for (int p = 0; p < k; p++) {
          chain = Math.fma(a[i * aRow + p * aCol], b[p * bRow + j * bCol], chain);
        }
        stated[1 + i * n + j] = chain;
      }
    }
    Gemm.multiply(m, n, k, a, 0, aRow, aCol, b, 0, bRow, bCol, c, 1, n);
    assertArrayEquals(stated, c, () -> m + " by " + n + " by " + k);
  }
}
