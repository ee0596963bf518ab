package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final long S = Streams.of(20260101);

  @Test
  void realDrawsFollowTheirDistributions() {
    KolmogorovSmirnov.check(i -> Draws.uniform(S, i), x -> x);
    KolmogorovSmirnov.check(i -> Draws.uniformFloat(S, i), x -> x);
    KolmogorovSmirnov.check(i -> Draws.uniform(S, i, -2, 3), x -> (x + 2) / 5);
    KolmogorovSmirnov.check(i -> Draws.normal(S, i), KolmogorovSmirnov::normal);
    KolmogorovSmirnov.check(
        i -> Draws.normal(S, i, 5, 2), x -> KolmogorovSmirnov.normal((x - 5) / 2));
    KolmogorovSmirnov.check(
        i -> Draws.lognormal(S, i, 1, 0.5), x -> KolmogorovSmirnov.normal((Math.log(x) - 1) * 2));
    KolmogorovSmirnov.check(i -> Draws.exponential(S, i, 4), x -> -Math.expm1(-4 * x));
    KolmogorovSmirnov.check(
        i -> Draws.cauchy(S, i, 1, 3), x -> 0.5 + Math.atan((x - 1) / 3) / Math.PI);
  }

  @Test
  void studentTFollowsItsDistribution() {
    KolmogorovSmirnov.check(i -> Draws.studentT(S, i, 1), x -> 0.5 + Math.atan(x) / Math.PI);
    KolmogorovSmirnov.check(
        i -> Draws.studentT(S, i, 2), x -> 0.5 + x / (2 * Math.sqrt(2 + x * x)));
    KolmogorovSmirnov.check(i -> Draws.studentT(S, i, 1e12), KolmogorovSmirnov::normal);
    assertTrue(Double.isNaN(Draws.studentT(S, 0, -1)));
  }

  @Test
  void gammaFollowsItsDistribution() {
    KolmogorovSmirnov.check(i -> Draws.gamma(S, i, 1, 2), x -> -Math.expm1(-x / 2));
    KolmogorovSmirnov.check(i -> Draws.gamma(S, i, 3, 1), x -> 1 - poissonBelow(3, x));
    KolmogorovSmirnov.check(i -> Draws.gamma(S, i, 40, 1), x -> 1 - poissonBelow(40, x));
    KolmogorovSmirnov.check(
        i -> Draws.gamma(S, i, 0.5, 1), x -> 2 * KolmogorovSmirnov.normal(Math.sqrt(2 * x)) - 1);
    assertTrue(Double.isNaN(Draws.gamma(S, 0, 0, 1)));
  }

  @Test
  void betaFollowsItsDistribution() {
    KolmogorovSmirnov.check(i -> Draws.beta(S, i, 2, 3), x -> x * x * (6 - 8 * x + 3 * x * x));
    KolmogorovSmirnov.check(
        i -> Draws.beta(S, i, 0.5, 0.5), x -> 2 / Math.PI * Math.asin(Math.sqrt(x)));
    assertTrue(IntStream.range(0, 1000).allMatch(i -> !Double.isNaN(Draws.beta(S, i, 1e-3, 1e-3))));
  }

  @Test
  void poissonCountsFollowTheirProbabilities() {
    for (double mean : new double[] {0.3, 4, 9.99, 10, 31.5, 1000}) {
      chiSquare(i -> Draws.poisson(S, i, mean), mean);
    }
    assertEquals(0, Draws.poisson(S, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Draws.poisson(S, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> Draws.poisson(S, 0, Double.NaN));
  }

  /// Pearson's test with cells of the counts around the mean; a right sampler fails it once in a
  /// thousand seeds.
  private static void chiSquare(LongUnaryOperator draw, double mean) {
    int samples = 50_000;
    int top = (int) (mean + 4 * Math.sqrt(mean) + 3);
    int bottom = (int) Math.max(0, mean - 4 * Math.sqrt(mean));
    int[] seen = new int[top - bottom + 1];
    for (int i = 0; i < samples; i++) {
      long count = draw.applyAsLong(i);
      seen[Math.clamp(count, bottom, top) - bottom]++;
    }
    double statistic = 0;
    int cells = 0;
    for (int k = bottom + 1; k < top; k++) {
      double expected = samples * probability(k, mean);
      if (expected >= 5) {
        statistic += (seen[k - bottom] - expected) * (seen[k - bottom] - expected) / expected;
        cells++;
      }
    }
    double limit = cells + 3.1 * Math.sqrt(2.0 * cells) + 8;
    assertTrue(cells > 0 && statistic < limit, "mean " + mean + ": chi square " + statistic);
  }

  private static double probability(int k, double mean) {
    double log = -mean;
    for (int i = 1; i <= k; i++) {
      log += Math.log(mean / i);
    }
    return Math.exp(log);
  }

  private static double poissonBelow(int count, double mean) {
    return IntStream.range(0, count).mapToDouble(k -> probability(k, mean)).sum();
  }

  @Test
  void wholeNumbersAreEquallyLikely() {
    for (long bound : new long[] {1, 2, 7, 1000}) {
      int[] seen = new int[(int) bound];
      int each = 2000;
      for (int i = 0; i < each * bound; i++) {
        seen[(int) Draws.uniformInt(S, i, bound)]++;
      }
      double statistic = Arrays.stream(seen).mapToDouble(c -> Math.pow(c - each, 2) / each).sum();
      assertTrue(statistic < bound + 3.1 * Math.sqrt(2.0 * bound) + 8, "bound " + bound);
    }
    long huge = Long.MAX_VALUE / 3 * 2;
    assertTrue(IntStream.range(0, 1000).allMatch(i -> Draws.uniformInt(S, i, huge) >= 0));
    assertThrows(IllegalArgumentException.class, () -> Draws.uniformInt(S, 0, 0));
  }

  @Test
  void categoriesFollowTheirWeights() {
    double[] weights = {0, 1, 3, 0, 4, 0};
    int[] seen = new int[weights.length];
    for (int i = 0; i < 80_000; i++) {
      seen[Draws.categorical(S, i, weights)]++;
    }
    for (int k = 0; k < weights.length; k++) {
      double expected = weights[k] * 10_000;
      assertEquals(expected, seen[k], 4 * Math.sqrt(expected), "category " + k);
    }
    double[] negative = {1, -1};
    double[] nothing = {0, 0};
    assertThrows(IllegalArgumentException.class, () -> Draws.categorical(S, 0, negative));
    assertThrows(IllegalArgumentException.class, () -> Draws.categorical(S, 0, nothing));
  }

  @Test
  void bernoulliIsTrueAsOftenAsAsked() {
    long hits = IntStream.range(0, 40_000).filter(i -> Draws.bernoulli(S, i, 0.3)).count();
    assertEquals(12_000, hits, 4 * Math.sqrt(40_000 * 0.21));
    assertFalse(Draws.bernoulli(S, 1, 0));
    assertTrue(Draws.bernoulli(S, 1, 1));
  }

  @Test
  void permutationsOfThreeAreEquallyLikely() {
    int[] seen = new int[27];
    for (int i = 0; i < 12_000; i++) {
      int[] p = Draws.permutation(Streams.mix(S, i), 3);
      seen[9 * p[0] + 3 * p[1] + p[2]]++;
    }
    int[] orders = Arrays.stream(seen).filter(c -> c > 0).toArray();
    assertEquals(6, orders.length);
    for (int count : orders) {
      assertEquals(2000, count, 4 * Math.sqrt(2000));
    }
    int[] sorted = Draws.permutation(S, 1000);
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
  }

  @Test
  void normalMomentsAreRight() {
    double[] sums = new double[5];
    int n = 400_000;
    for (int i = 0; i < n; i++) {
      double z = Draws.normal(S, i);
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= z;
        sums[k] += power / n;
      }
    }
    assertEquals(0, sums[1], 4 / Math.sqrt(n));
    assertEquals(1, sums[2], 4 * Math.sqrt(2.0 / n));
    assertEquals(0, sums[3], 4 * Math.sqrt(15.0 / n));
    assertEquals(3, sums[4], 4 * Math.sqrt(96.0 / n));
  }
}
