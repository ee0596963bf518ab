package dev.dyn.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products of windows have the bits of the product of the matrix that the windows would be.
class UnfoldedProductsTest {
  private static final int SIDE = 13;

  /// Square windows of images.
  private record Case(int images, int width, int channels, int stride, int columns) {
    int places() {
      return (SIDE - width) / stride + 1;
    }

    int windows() {
      return images * places() * places();
    }

    int run() {
      return width * channels;
    }

    int entries() {
      return width * run();
    }

    int image() {
      return SIDE * SIDE * channels;
    }

    long[] axes() {
      long line = (long) SIDE * channels * stride;
      return new long[] {images, image(), places(), line, places(), (long) channels * stride};
    }

    long[] inside() {
      long[] all = new long[entries()];
      for (int i = 0; i < all.length; i++) {
        all[i] = (long) i / run() * SIDE * channels + i % run();
      }
      return all;
    }

    int place(int window, int entry) {
      int s = window / (places() * places());
      int i = window / places() % places();
      int j = window % places();
      return s * image() + (i * SIDE + j) * channels * stride + (int) inside()[entry];
    }
  }

  private static float[] floats(Random random, int n) {
    float[] all = new float[n];
    for (int k = 0; k < n; k++) {
      all[k] = (float) random.nextGaussian();
    }
    return all;
  }

  private static double[] doubles(float[] x) {
    double[] all = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      all[k] = 1.1 * x[k];
    }
    return all;
  }

  private static float[] unfolded(Case c, float[] x) {
    float[] all = new float[c.windows() * c.entries()];
    for (int w = 0; w < c.windows(); w++) {
      for (int i = 0; i < c.entries(); i++) {
        all[w * c.entries() + i] = x[c.place(w, i)];
      }
    }
    return all;
  }

  private static double[] unfolded(Case c, double[] x) {
    double[] all = new double[c.windows() * c.entries()];
    for (int w = 0; w < c.windows(); w++) {
      for (int i = 0; i < c.entries(); i++) {
        all[w * c.entries() + i] = x[c.place(w, i)];
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, 1, 1, 6",
    "40, 3, 1, 1, 20",
    "2, 2, 1, 1, 9",
    "5, 5, 6, 1, 16",
    "9, 3, 2, 2, 8",
    "30, 4, 3, 1, 5",
    "7, 5, 1, 2, 17",
    "1, 1, 4, 1, 3",
    "12, 3, 12, 1, 40"
  })
  void haveTheBitsOfTheMatrix(int images, int width, int channels, int stride, int n) {
    Case c = new Case(images, width, channels, stride, n);
    Random random = new Random(7);
    float[] x = floats(random, images * c.image());
    int k = c.windows();
    int m = c.entries();
    float[] kernel = floats(random, m * n);
    float[] matrix = unfolded(c, x);
    float[] expected = new float[k * n];
    Gemm.multiply(k, n, m, matrix, 0, m, 1, kernel, 0, n, 1, expected, 0, n);
    float[] found = new float[k * n];
    UnfoldedProducts.multiply(
        k, n, m, c.run(), x, 0, c.inside(), 0, 3, c.axes(), 0, kernel, 0, n, 1, found, 0);
    assertArrayEquals(expected, found);
    float[] turned = new float[m * n];
    Gemm.multiply(m, n, k, matrix, 0, 1, m, expected, 0, n, 1, turned, 0, n);
    float[] foundTurned = new float[m * n];
    UnfoldedProducts.turned(
        m, n, k, c.run(), x, 0, c.inside(), 0, 3, c.axes(), 0, expected, 0, n, foundTurned, 0);
    assertArrayEquals(turned, foundTurned);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 1, 1, 6", "5, 5, 6, 1, 16", "9, 3, 2, 2, 8", "30, 4, 3, 1, 5"})
  void haveTheBitsOfTheMatrixOfDoubles(int images, int width, int channels, int stride, int n) {
    Case c = new Case(images, width, channels, stride, n);
    Random random = new Random(8);
    double[] x = doubles(floats(random, images * c.image()));
    int k = c.windows();
    int m = c.entries();
    double[] kernel = doubles(floats(random, m * n));
    double[] matrix = unfolded(c, x);
    double[] expected = new double[k * n];
    Gemm.multiply(k, n, m, matrix, 0, m, 1, kernel, 0, n, 1, expected, 0, n);
    double[] found = new double[k * n];
    UnfoldedProducts.multiply(
        k, n, m, c.run(), x, 0, c.inside(), 0, 3, c.axes(), 0, kernel, 0, n, 1, found, 0);
    assertArrayEquals(expected, found);
    double[] turned = new double[m * n];
    Gemm.multiply(m, n, k, matrix, 0, 1, m, expected, 0, n, 1, turned, 0, n);
    double[] foundTurned = new double[m * n];
    UnfoldedProducts.turned(
        m, n, k, c.run(), x, 0, c.inside(), 0, 3, c.axes(), 0, expected, 0, n, foundTurned, 0);
    assertArrayEquals(turned, foundTurned);
  }

  @ParameterizedTest
  @CsvSource({"40, 5, 6, 1, 16", "3, 3, 2, 2, 8", "30, 4, 1, 1, 5"})
  void foldedHaveTheBitsOfSumsOfAllRows(int images, int width, int channels, int stride, int n) {
    Case c = new Case(images, width, channels, stride, n);
    Random random = new Random(9);
    int m = c.entries();
    float[] slopes = floats(random, c.windows() * n);
    float[] kernel = floats(random, m * n);
    float[] rows = new float[c.windows() * m];
    Gemm.multiply(c.windows(), m, n, slopes, 0, n, 1, kernel, 0, 1, n, rows, 0, m);
    int p = c.places();
    int line = SIDE * channels;
    int total = images * c.image();
    float[] expected = new float[total];
    WindowSums.add(
        images,
        c.image(),
        p,
        line * stride,
        p,
        channels * stride,
        width,
        line,
        c.run(),
        total,
        0,
        rows,
        0,
        expected,
        0);
    float[] found = floats(random, total);
    UnfoldedProducts.folded(
        images,
        p * p,
        m,
        n,
        slopes,
        0,
        n,
        1,
        kernel,
        0,
        1,
        n,
        c.image(),
        p,
        line * stride,
        p,
        channels * stride,
        width,
        line,
        c.run(),
        total,
        0,
        found,
        0);
    assertArrayEquals(expected, found);
  }
}
