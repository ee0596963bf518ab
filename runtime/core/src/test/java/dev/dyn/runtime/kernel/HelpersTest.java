package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.dyn.runtime.random.DrawArrays;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products with helpers, one after the other, with matrices that change in between: also with more
/// threads than there are cores, so that helpers are late and what they computed must not be used.
class HelpersTest {
  private static final int ROUNDS = 60;

  @ParameterizedTest
  @CsvSource({"2, 300, 700, 200", "3, 700, 300, 200", "9, 400, 410, 220"})
  void everyProductHasTheBitsOfOneThread(int threads, int m, int n, int k) {
    float[] alone = products(1, m, n, k);
    assertArrayEquals(alone, products(threads, m, n, k));
  }

  /// Sums up the products of matrices that are drawn anew each time.
  private static float[] products(int threads, int m, int n, int k) {
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    float[] c = new float[m * n];
    float[] sum = new float[m * n];
    return Helpers.during(
        threads,
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            DrawArrays.fillNormal(1, round, a, 0, a.length);
            DrawArrays.fillNormal(2, round, b, 0, b.length);
            Arrays.fill(c, Float.NaN);
            Gemm.multiply(m, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n);
            for (int i = 0; i < c.length; i++) {
              sum[i] += c[i];
            }
          }
          return sum;
        });
  }
}
