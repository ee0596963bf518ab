package dev.dyn.runtime.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/// The one-sample Kolmogorov-Smirnov test: whether draws follow a distribution function.
final class KolmogorovSmirnov {
  /// Exceeded by a right sampler once in a thousand seeds; the seeds here are fixed.
  private static final double CRITICAL = 1.95;

  private static final int SAMPLES = 20_000;

  private KolmogorovSmirnov() {}

  static void check(LongToDoubleFunction draw, DoubleUnaryOperator distribution) {
    double[] x = new double[SAMPLES];
    Arrays.setAll(x, draw::applyAsDouble);
    Arrays.sort(x);
    double distance = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double f = distribution.applyAsDouble(x[i]);
      distance = Math.max(distance, Math.max(f - (double) i / SAMPLES, (i + 1.0) / SAMPLES - f));
    }
    double statistic = distance * Math.sqrt(SAMPLES);
    assertTrue(statistic < CRITICAL, "Kolmogorov-Smirnov statistic " + statistic);
  }

  /// The standard normal distribution function by the series of Marsaglia 2004.
  static double normal(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }
}
