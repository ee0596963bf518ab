package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dyn.runtime.exec.RunFailure;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProductsTest {
  /// Factors whose product in any order is exact, so that only the choice of elements is tested.
  @Test
  void everyElementIsTakenOnce() {
    for (int n : new int[] {0, 1, 5, 16, 17, 40}) {
      double[] x = new double[2 * n + 3];
      float[] f = new float[x.length];
      Arrays.fill(x, 3);
      Arrays.fill(f, 3);
      for (int i = 0; i < n; i++) {
        x[1 + 2 * i] = i % 3 == 0 ? 4 : 0.5;
        f[1 + 2 * i] = i % 3 == 0 ? 4 : 0.5f;
      }
      double expected = Math.pow(2, 2 * ((n + 2) / 3) - (n - (n + 2) / 3));
      assertEquals(expected, Products.product(x, 1, 2, n));
      assertEquals((float) expected, Products.product(f, 1, 2, n));
    }
  }

  @Test
  void orderIsThatOfSums() {
    double[] x = new SplittableRandom(1).doubles(3, 0.5, 2).toArray();
    assertEquals((x[0] * x[2]) * x[1], Products.product(x, 0, 1, 3));
  }

  @Test
  void placesOfExtremes() {
    double[] x = {0.0, 2, -1, 2, -1, -0.0};
    assertEquals(1, Places.ofLargest(x, 0, 1, 6));
    assertEquals(2, Places.ofSmallest(x, 0, 1, 6));
    assertEquals(0, Places.ofLargest(new double[] {0.0, -0.0}, 0, 1, 2));
    assertEquals(0, Places.ofLargest(new double[] {-0.0, 0.0}, 0, 1, 2));
    double[] withNan = {1, Double.NaN, 5, Double.NaN};
    assertEquals(1, Places.ofLargest(withNan, 0, 1, 4));
    assertEquals(1, Places.ofSmallest(withNan, 0, 1, 4));
    assertEquals(2, Places.ofLargest(new float[] {1, Float.NEGATIVE_INFINITY, 5}, 0, 1, 3));
    assertEquals(1, Places.ofSmallest(new long[] {4, -9, -9}, 0, 1, 3));
    assertThrows(RunFailure.class, () -> Places.ofLargest(new long[0], 0, 1, 0));
  }
}
