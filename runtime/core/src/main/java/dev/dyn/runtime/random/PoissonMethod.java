package dev.dyn.runtime.random;

import dev.dyn.runtime.math.Elementary;

/// Poisson draws: by summing probabilities for small means, by transformed rejection above.
final class PoissonMethod {
  /// From here on rejection costs less than summing, and its constants hold.
  private static final double REJECTION_FROM = 10;

  /// Means above this give counts that a real can no longer tell apart.
  private static final double LARGEST = 0x1p52;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private PoissonMethod() {}

  static long draw(long stream, long index, double mean) {
    if (!(mean >= 0 && mean <= LARGEST)) {
      throw new IllegalArgumentException(
          "The mean of `poisson` is " + mean + "; it must be between 0 and 2^52.");
    }
    return mean < REJECTION_FROM ? summed(stream, index, mean) : rejected(stream, index, mean);
  }

  /// The first count whose cumulative probability exceeds a uniform.
  private static long summed(long stream, long index, double mean) {
    double u = Words.unit(Words.single(stream, index, 0).first());
    double probability = Elementary.exp(-mean);
    double cumulative = probability;
    long count = 0;
    // Where terms no longer change the sum, `u` lies within rounding of 1.
    while (u >= cumulative && (count < mean || cumulative + probability > cumulative)) {
      count++;
      probability *= mean / count;
      cumulative += probability;
    }
    return count;
  }

  /// Algorithm PTRS of Hörmann, "The transformed rejection method for generating Poisson random
  /// variables", 1993; the names are his.
  private static long rejected(long stream, long index, double mu) {
    double b = Math.fma(2.53, Math.sqrt(mu), 0.931);
    double a = Math.fma(0.02483, b, -0.059);
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double vr = 0.9277 - 3.6224 / (b - 2.0);
    double logMu = Elementary.log(mu);
    for (int attempt = 0; ; attempt++) {
      Philox.Block block = Words.single(stream, index, attempt);
      double u = Words.openUnit(block.first()) - 0.5;
      double v = Words.openUnit(block.second());
      double us = 0.5 - Math.abs(u);
      double k = Math.floor(Math.fma(2.0 * a / us + b, u, mu + 0.43));
      if (us >= 0.07 && v <= vr) {
        return (long) k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double hat = Elementary.log(v * inverseAlpha / (a / (us * us) + b));
      if (hat <= Math.fma(k, logMu, -mu) - logFactorial(k)) {
        return (long) k;
      }
    }
  }

  /// `log k!` for whole `k >= 0`: from the factorial where it is exact, else by Stirling's series,
  /// which is good to `1e-12` from there on.
  private static double logFactorial(double k) {
    if (k < 16) {
      long factorial = 1;
      for (int i = 2; i <= k; i++) {
        factorial *= i;
      }
      return Elementary.log((double) factorial);
    }
    double r = 1.0 / k;
    double series = r * Math.fma(r * r, Math.fma(r * r, 1.0 / 1260, -1.0 / 360), 1.0 / 12);
    return Math.fma(k + 0.5, Elementary.log(k), HALF_LOG_TWO_PI - k) + series;
  }
}
