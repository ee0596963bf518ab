package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final int N = 100_000;

  @Test
  void namesAreDistinct() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      for (long word = -500; word < 500; word++) {
        seen.add(Streams.mix(Streams.of(seed), word));
      }
    }
    assertEquals(100_000, seen.size());
    long s = Streams.of(1);
    assertNotEquals(Streams.mix(Streams.mix(s, 1), 2), Streams.mix(Streams.mix(s, 2), 1));
  }

  /// Every bit of `word` flips each bit of the result about half the time.
  @Test
  void everyBitReachesEveryBit() {
    int trials = 2000;
    for (int in = 0; in < 64; in++) {
      int[] flips = new int[64];
      for (int t = 0; t < trials; t++) {
        long word = Philox.block(in, t, 0).first();
        long change = Streams.mix(9, word) ^ Streams.mix(9, word ^ 1L << in);
        for (int out = 0; out < 64; out++) {
          flips[out] += (int) (change >>> out & 1);
        }
      }
      for (int out = 0; out < 64; out++) {
        assertEquals(trials / 2.0, flips[out], 5 * Math.sqrt(trials) / 2, in + " to " + out);
      }
    }
  }

  @Test
  void neighboursAreUncorrelated() {
    long s = Streams.of(3);
    long a = Streams.mix(s, 0);
    long b = Streams.mix(s, 1);
    uncorrelated(i -> Draws.normal(a, i), i -> Draws.normal(b, i));
    uncorrelated(i -> Draws.normal(Streams.of(i), 0), i -> Draws.normal(Streams.of(i + 1), 0));
    uncorrelated(i -> Draws.normal(a, i), i -> Draws.normal(a, i + 1));
    uncorrelated(i -> Draws.normal(a, 2 * i), i -> Draws.normal(a, 2 * i + 1));
    uncorrelated(i -> Math.abs(Draws.normal(a, 2 * i)), i -> Math.abs(Draws.normal(a, 2 * i + 1)));
    uncorrelated(i -> Draws.gamma(a, i, 2, 1), i -> Draws.gamma(b, i, 2, 1));
  }

  private static void uncorrelated(LongToDoubleFunction x, LongToDoubleFunction y) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < N; i++) {
      double u = x.applyAsDouble(i);
      double v = y.applyAsDouble(i);
      sx += u;
      sy += v;
      sxx += u * u;
      syy += v * v;
      sxy += u * v;
    }
    double covariance = sxy / N - sx / N * (sy / N);
    double correlation =
        covariance / Math.sqrt((sxx / N - sx / N * sx / N) * (syy / N - sy / N * sy / N));
    assertEquals(0, correlation, 4 / Math.sqrt(N));
  }
}
