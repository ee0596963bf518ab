package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.random.Draws;
import dev.dyn.runtime.random.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SumsTest {
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 13, 15, 16, 17, 31, 32, 207, 4098};
  private static final int OFFSET = 3;

  @Test
  void doubleSumsHaveTheStatedOrder() {
    for (int n : SIZES) {
      double[] x = doubles(1, n + 2 * OFFSET);
      double[] y = doubles(2, n + 2 * OFFSET);
      double[] own = Arrays.copyOfRange(x, OFFSET, OFFSET + n);
      double[] products = new double[n];
      double[] squares = new double[n];
      for (int i = 0; i < n; i++) {
        products[i] = own[i] * y[1 + i];
        squares[i] = own[i] * own[i];
      }
      same(stated(own), Sums.sum(x, OFFSET, n));
      same(stated(products), Sums.dot(x, OFFSET, y, 1, n));
      same(stated(squares), Sums.sumOfSquares(x, OFFSET, n));
      same(stated(own), Sums.sum(x, OFFSET, 1, n));
      same(stated(products), Sums.dot(x, OFFSET, 1, y, 1, 1, n));
    }
  }

  @Test
  void doubleSumsWithStridesHaveTheStatedOrder() {
    for (int n : SIZES) {
      double[] x = doubles(3, 3 * n + 1);
      double[] y = doubles(4, 2 * n + 1);
      double[] own = new double[n];
      double[] products = new double[n];
      for (int i = 0; i < n; i++) {
        own[i] = x[1 + 3 * i];
        products[i] = own[i] * y[2 * i];
      }
      same(stated(own), Sums.sum(x, 1, 3, n));
      same(stated(products), Sums.dot(x, 1, 3, y, 0, 2, n));
    }
  }

  @Test
  void doubleColumnsHaveTheStatedOrder() {
    for (int m : new int[] {0, 1, 5, 16, 17, 50}) {
      for (int n : new int[] {1, 3, 8, 17, 128, 300}) {
        for (int row : new int[] {n, n + 4}) {
          double[] x = doubles(5, m * row + OFFSET);
          double[] y = new double[n + 2];
          Sums.columnSums(x, OFFSET, row, m, n, y, 1);
          for (int j = 0; j < n; j++) {
            double[] column = new double[m];
            for (int i = 0; i < m; i++) {
              column[i] = x[OFFSET + i * row + j];
            }
            same(stated(column), y[1 + j]);
          }
          same(0.0, y[0] + y[n + 1]);
        }
      }
    }
  }

  @Test
  void doubleZerosAndSpecialsAreSummedAsStated() {
    for (int n = 0; n < 20; n++) {
      double[] x = new double[n];
      Arrays.fill(x, -0.0);
      same(0.0, Sums.sum(x, 0, n));
      same(0.0, Sums.sum(x, 0, 1, n));
    }
    double[] infinite = new double[40];
    infinite[7] = Double.POSITIVE_INFINITY;
    same(Double.POSITIVE_INFINITY, Sums.sum(infinite, 0, 40));
    infinite[33] = Double.NEGATIVE_INFINITY;
    assertTrue(Double.isNaN(Sums.sum(infinite, 0, 40)));
  }

  /// The definition in [Sums], word by word.
  private static double stated(double[] x) {
    double[] lane = new double[16];
    for (int i = 0; i < x.length; i++) {
      lane[i % 16] += x[i];
    }
    for (int w = 8; w >= 1; w /= 2) {
      for (int l = 0; l < w; l++) {
        lane[l] += lane[l + w];
      }
    }
    return lane[0];
  }

  /// Numbers of very different sizes, so that every order of summing them gives other bits.
  private static double[] doubles(long stream, int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double size = Math.scalb(1.0, (int) Draws.uniformInt(Streams.mix(stream, 1), i, 20));
      x[i] = Draws.uniform(stream, i, -1, 1) * size;
    }
    return x;
  }

  private static void same(double expected, double found) {
    assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(found));
  }

  @Test
  void floatSumsHaveTheStatedOrder() {
    for (int n : SIZES) {
      float[] x = floats(1, n + 2 * OFFSET);
      float[] y = floats(2, n + 2 * OFFSET);
      float[] own = Arrays.copyOfRange(x, OFFSET, OFFSET + n);
      float[] products = new float[n];
      float[] squares = new float[n];
      for (int i = 0; i < n; i++) {
        products[i] = own[i] * y[1 + i];
        squares[i] = own[i] * own[i];
      }
      same(stated(own), Sums.sum(x, OFFSET, n));
      same(stated(products), Sums.dot(x, OFFSET, y, 1, n));
      same(stated(squares), Sums.sumOfSquares(x, OFFSET, n));
      same(stated(own), Sums.sum(x, OFFSET, 1, n));
      same(stated(products), Sums.dot(x, OFFSET, 1, y, 1, 1, n));
    }
  }

  @Test
  void floatSumsWithStridesHaveTheStatedOrder() {
    for (int n : SIZES) {
      float[] x = floats(3, 3 * n + 1);
      float[] y = floats(4, 2 * n + 1);
      float[] own = new float[n];
      float[] products = new float[n];
      for (int i = 0; i < n; i++) {
        own[i] = x[1 + 3 * i];
        products[i] = own[i] * y[2 * i];
      }
      same(stated(own), Sums.sum(x, 1, 3, n));
      same(stated(products), Sums.dot(x, 1, 3, y, 0, 2, n));
    }
  }

  @Test
  void floatColumnsHaveTheStatedOrder() {
    for (int m : new int[] {0, 1, 5, 16, 17, 50}) {
      for (int n : new int[] {1, 3, 8, 17, 128, 300}) {
        for (int row : new int[] {n, n + 4}) {
          float[] x = floats(5, m * row + OFFSET);
          float[] y = new float[n + 2];
          Sums.columnSums(x, OFFSET, row, m, n, y, 1);
          for (int j = 0; j < n; j++) {
            float[] column = new float[m];
            for (int i = 0; i < m; i++) {
              column[i] = x[OFFSET + i * row + j];
            }
            same(stated(column), y[1 + j]);
          }
          same(0.0f, y[0] + y[n + 1]);
        }
      }
    }
  }

  @Test
  void floatZerosAndSpecialsAreSummedAsStated() {
    for (int n = 0; n < 20; n++) {
      float[] x = new float[n];
      Arrays.fill(x, -0.0f);
      same(0.0f, Sums.sum(x, 0, n));
      same(0.0f, Sums.sum(x, 0, 1, n));
    }
    float[] infinite = new float[40];
    infinite[7] = Float.POSITIVE_INFINITY;
    same(Float.POSITIVE_INFINITY, Sums.sum(infinite, 0, 40));
    infinite[33] = Float.NEGATIVE_INFINITY;
    assertTrue(Float.isNaN(Sums.sum(infinite, 0, 40)));
  }

  /// The definition in [Sums], word by word.
  private static float stated(float[] x) {
    float[] lane = new float[16];
    for (int i = 0; i < x.length; i++) {
      lane[i % 16] += x[i];
    }
    for (int w = 8; w >= 1; w /= 2) {
      for (int l = 0; l < w; l++) {
        lane[l] += lane[l + w];
      }
    }
    return lane[0];
  }

  /// Numbers of very different sizes, so that every order of summing them gives other bits.
  private static float[] floats(long stream, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      double size = Math.scalb(1.0, (int) Draws.uniformInt(Streams.mix(stream, 1), i, 20));
      x[i] = (float) (Draws.uniform(stream, i, -1, 1) * size);
    }
    return x;
  }

  private static void same(float expected, float found) {
    assertEquals(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(found));
  }
}
