package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.runtime.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExtremesTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 31, 100, 1001};

  @Test
  void doublesAreComparedAsByMath() {
    for (int n : SIZES) {
      double[] x = new double[n + 1];
      for (int i = 0; i <= n; i++) {
        x[i] = Draws.normal(n, i);
      }
      check(x, n);
      Arrays.fill(x, -0.0);
      check(x, n);
      for (int i = 1; i <= n; i += 6) {
        double before = x[i];
        x[i] = 0.0;
        check(x, n);
        x[i] = Double.NaN;
        check(x, n);
        x[i] = before;
      }
    }
  }

  private static void check(double[] x, int n) {
    double largest = Double.NEGATIVE_INFINITY;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i <= n; i++) {
      largest = Math.max(largest, x[i]);
      smallest = Math.min(smallest, x[i]);
    }
    assertEquals(Double.valueOf(largest), Extremes.max(x, 1, n));
    assertEquals(Double.valueOf(smallest), Extremes.min(x, 1, n));
    assertEquals(Double.valueOf(largest), Extremes.max(x, 1, 1, n));
    assertEquals(Double.valueOf(smallest), Extremes.min(x, n, -1, n));
  }

  @Test
  void floatsAreComparedAsByMath() {
    for (int n : SIZES) {
      float[] x = new float[n + 1];
      for (int i = 0; i <= n; i++) {
        x[i] = (float) Draws.normal(n, i);
      }
      check(x, n);
      Arrays.fill(x, -0.0f);
      check(x, n);
      for (int i = 1; i <= n; i += 6) {
        float before = x[i];
        x[i] = 0.0f;
        check(x, n);
        x[i] = Float.NaN;
        check(x, n);
        x[i] = before;
      }
    }
  }

  private static void check(float[] x, int n) {
    float largest = Float.NEGATIVE_INFINITY;
    float smallest = Float.POSITIVE_INFINITY;
    for (int i = 1; i <= n; i++) {
      largest = Math.max(largest, x[i]);
      smallest = Math.min(smallest, x[i]);
    }
    assertEquals(Float.valueOf(largest), Extremes.max(x, 1, n));
    assertEquals(Float.valueOf(smallest), Extremes.min(x, 1, n));
    assertEquals(Float.valueOf(largest), Extremes.max(x, 1, 1, n));
    assertEquals(Float.valueOf(smallest), Extremes.min(x, n, -1, n));
  }
}
