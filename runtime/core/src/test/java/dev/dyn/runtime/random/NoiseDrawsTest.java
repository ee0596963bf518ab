package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NoiseDrawsTest {
  private static NoiseDraws.Buffer buffer(int n) {
    NoiseDraws.Buffer buffer = new NoiseDraws.Buffer();
    for (int i = 0; i < n; i++) {
      buffer.keys[i] = Streams.mix(5, i);
      buffer.counters[i] = Streams.mix(6, i);
    }
    return buffer;
  }

  @Test
  void vectorsAndNumbersGiveTheSameBits() {
    for (int n : new int[] {1, 7, 16, 250, NoiseDraws.CHUNK}) {
      double[] numbers = new double[4 * n];
      double[] vectors = new double[4 * n];
      NoiseDraws.Buffer buffer = buffer(n);
      buffer.numbers(buffer.keys, 0, 0, n, numbers, 0, n);
      buffer.vectors(buffer.keys, 0, n, vectors, 0, n);
      assertArrayEquals(numbers, vectors);
    }
  }

  @Test
  void acrossStreamsAndAlongOneAreTheSameDraws() {
    long[] streams = {1, 2, 3};
    double[] across = new double[12];
    NoiseDraws.across(streams, 700, across, 0, 3);
    for (int i = 0; i < 3; i++) {
      double[] along = new double[2400];
      NoiseDraws.fill(streams[i], 1000, along, 0, 2400);
      for (int j = 0; j < 4; j++) {
        assertEquals(along[1800 + j], across[3 * j + i]);
      }
    }
  }

  /// Moments of a normal within four standard errors, and neighbours without correlation.
  @Test
  void theLawIsNormal() {
    int n = 4_000_000;
    double[] z = new double[n];
    NoiseDraws.fill(Streams.of(1), 0, z, 0, n);
    double[] moments = new double[7];
    double[] lags = new double[5];
    for (int i = 0; i < n; i++) {
      double power = 1;
      for (int k = 1; k <= 6; k++) {
        power *= z[i];
        moments[k] += power / n;
      }
      for (int lag = 1; lag < 5 && i >= lag; lag++) {
        lags[lag] += z[i] * z[i - lag] / n;
      }
    }
    double root = Math.sqrt(n);
    assertEquals(0, moments[1], 4 / root);
    assertEquals(1, moments[2], 4 * Math.sqrt(2) / root);
    assertEquals(0, moments[3], 4 * Math.sqrt(15) / root);
    assertEquals(3, moments[4], 4 * Math.sqrt(96) / root);
    assertEquals(15, moments[6], 4 * Math.sqrt(10_170) / root);
    for (int lag = 1; lag < 5; lag++) {
      assertEquals(0, lags[lag], 4 / root);
    }
  }

  /// The share beyond c is that of a normal, far into the tail.
  @Test
  void tailsAreThoseOfANormal() {
    int n = 4_000_000;
    double[] z = new double[n];
    NoiseDraws.fill(Streams.of(2), 0, z, 0, n);
    double[] bounds = {1, 2, 3, 4};
    double[] shares = {0.317310507863, 0.0455002638964, 0.00269979606326, 6.33424836662e-05};
    for (int k = 0; k < bounds.length; k++) {
      long beyond = 0;
      for (double x : z) {
        beyond += Math.abs(x) > bounds[k] ? 1 : 0;
      }
      double expected = shares[k] * n;
      assertEquals(expected, beyond, 4 * Math.sqrt(expected));
    }
  }
}
