package dev.dyn.runtime.random;

import dev.dyn.runtime.math.Elementary;

/// One random draw, as a function of a stream and an index.
///
/// Equal arguments give equal bits, whenever and wherever they are asked for; different indices of
/// a stream, and different streams, give independent draws. Two distributions at one stream and
/// index may share bits: derive a stream per draw site ([Streams#mix]). Parameters outside the
/// stated domain give NaN (real draws) or an [IllegalArgumentException] (whole numbers).
public final class Draws {
  private Draws() {}

  /// Uniform in `[0, 1)`: a multiple of `2^-53`.
  public static double uniform(long stream, long index) {
    Philox.Block block = Words.paired(stream, index >> 1);
    return Words.unit((index & 1) == 0 ? block.first() : block.second());
  }

  /// Uniform in `[0, 1)` for 32-bit reals: a multiple of `2^-24`, the upper bits of [#uniform].
  public static float uniformFloat(long stream, long index) {
    Philox.Block block = Words.paired(stream, index >> 1);
    return (((index & 1) == 0 ? block.first() : block.second()) >>> 40) * 0x1p-24f;
  }

  /// Uniform between `low` and `high`.
  public static double uniform(long stream, long index, double low, double high) {
    return Math.fma(high - low, uniform(stream, index), low);
  }

  /// Standard normal; at most about 8.6 in size.
  public static double normal(long stream, long index) {
    Philox.Block block = Words.paired(stream, index >> 1);
    return (index & 1) == 0 ? Words.firstNormal(block) : Words.secondNormal(block);
  }

  /// Standard normal as a 32-bit real: [#normal], rounded.
  public static float normalFloat(long stream, long index) {
    return (float) normal(stream, index);
  }

  /// Normal with this mean and standard deviation.
  public static double normal(long stream, long index, double mean, double deviation) {
    return Math.fma(deviation, normal(stream, index), mean);
  }

  /// `exp` of a normal with mean `m` and standard deviation `s`.
  public static double lognormal(long stream, long index, double m, double s) {
    return Elementary.exp(normal(stream, index, m, s));
  }

  /// Exponential with mean 1, at most about 36.7.
  public static double exponential(long stream, long index) {
    return -Elementary.log(Words.positiveUnit(Words.single(stream, index, 0).first()));
  }

  /// Exponential with this rate: mean `1 / rate`.
  public static double exponential(long stream, long index, double rate) {
    return exponential(stream, index) / rate;
  }

  /// Standard Cauchy: the tangent of a uniform angle.
  public static double cauchy(long stream, long index) {
    return QuarterTurn.tan(
        Math.fma(2.0, Words.openUnit(Words.single(stream, index, 0).first()), -1.0));
  }

  /// Cauchy around `location`, half of it within `scale`.
  public static double cauchy(long stream, long index, double location, double scale) {
    return Math.fma(scale, cauchy(stream, index), location);
  }

  /// Student's t with `nu > 0` degrees of freedom, by the exact polar form `sqrt(nu (u^(-2/nu) -
  /// 1)) cos(2 π v)` (Bailey 1994, equation 4), which rejects nothing.
  public static double studentT(long stream, long index, double nu) {
    if (!(nu > 0)) {
      return Double.NaN;
    }
    Philox.Block block = Words.single(stream, index, 0);
    double logU = Elementary.log(Words.positiveUnit(block.first()));
    double radius = Math.sqrt(nu * Elementary.expm1(-2.0 / nu * logU));
    double t = Words.unit(block.second()) - 0.5;
    boolean swapped = (block.second() & 1) != 0;
    double cosine = swapped ? QuarterTurn.sin(t) : QuarterTurn.cos(t);
    return (block.second() & 2) != 0 ? -radius * cosine : radius * cosine;
  }

  /// Gamma with `shape > 0` and `scale`: mean `shape · scale`.
  public static double gamma(long stream, long index, double shape, double scale) {
    return shape > 0 ? scale * Elementary.exp(GammaMethod.log(stream, index, shape)) : Double.NaN;
  }

  /// Beta with `a > 0` and `b > 0`: `x / (x + y)` of two gammas, in logarithms because gammas of
  /// small shape underflow.
  public static double beta(long stream, long index, double a, double b) {
    if (!(a > 0 && b > 0)) {
      return Double.NaN;
    }
    double logX = GammaMethod.log(Streams.mix(stream, 1), index, a);
    double logY = GammaMethod.log(Streams.mix(stream, 2), index, b);
    return 1.0 / (1.0 + Elementary.exp(logY - logX));
  }

  /// Poisson with this mean, which must be finite and not negative.
  public static long poisson(long stream, long index, double mean) {
    return PoissonMethod.draw(stream, index, mean);
  }

  /// True with probability `p`.
  public static boolean bernoulli(long stream, long index, double p) {
    return uniform(stream, index) < p;
  }

  /// An index with probability proportional to its weight: `0 .. weights.length - 1`. Weights are
  /// not negative, and at least one is positive.
  public static int categorical(long stream, long index, double[] weights) {
    return categorical(stream, index, weights, 0, weights.length);
  }

  /// As above for the `n` weights from `weights[from]` on; the result counts from 0.
  public static int categorical(long stream, long index, double[] weights, int from, int n) {
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += checkedWeight(weights[from + i]);
    }
    if (!(total > 0) || total == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "The weights of `categorical` must have a positive, finite sum; it is " + total + ".");
    }
    double goal = uniform(stream, index) * total;
    double sum = 0;
    int last = 0;
    for (int i = 0; i < n; i++) {
      double weight = weights[from + i];
      sum += weight;
      if (goal < sum) {
        return i;
      }
      last = weight > 0 ? i : last;
    }
    return last; // `goal` was rounded up to `total`
  }

  private static double checkedWeight(double weight) {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException(
          "A weight of `categorical` is " + weight + "; weights are numbers from 0 up.");
    }
    return weight;
  }

  /// A whole number in `0 .. bound - 1`, all equally likely. Lemire 2019: the high half of `word ·
  /// bound`, rejecting the few low halves that would favour some numbers.
  public static long uniformInt(long stream, long index, long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException(
          "A whole number below " + bound + " was asked for; the bound must be positive.");
    }
    long threshold = Long.remainderUnsigned(-bound, bound);
    for (int attempt = 0; ; attempt++) {
      long word = Words.single(stream, index, attempt).first();
      if (Long.compareUnsigned(word * bound, threshold) >= 0) {
        return Math.unsignedMultiplyHigh(word, bound);
      }
    }
  }

  /// The numbers `0 .. n - 1` in random order, all orders equally likely (Fisher and Yates, as in
  /// Durstenfeld 1964). Uses the draws `1 .. n - 1` of the stream.
  public static int[] permutation(long stream, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) uniformInt(stream, i, i + 1L);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
