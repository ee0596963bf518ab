package dev.dyn.runtime.random;

/// Names for sequences of random draws: 64-bit numbers derived from a seed.
///
/// A program starts from `of(seed)` and derives a stream for everything that draws: one per draw
/// site, from that one per element of an ensemble, from that one per firing, and so on:
///
/// ```
/// long site = Streams.mix(Streams.of(seed), 7);
/// long trajectory = Streams.mix(site, 12);
/// double z = Draws.normal(trajectory, step);
/// ```
///
/// Every derivation is a permutation of the 64-bit numbers in each argument when the other is
/// fixed, so two sites of one parent never share a stream.
public final class Streams {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long PARENT = 0xD1B54A32D192ED03L;

  private Streams() {}

  /// The stream from which all others of a run with this seed are derived.
  public static long of(long seed) {
    return scramble(seed + GOLDEN);
  }

  /// The stream called `word` below `stream`. Not symmetric, and order matters: `mix(mix(s, 1), 2)`
  /// and `mix(mix(s, 2), 1)` differ.
  public static long mix(long stream, long word) {
    return scramble(scramble(stream ^ PARENT) + scramble(word + GOLDEN));
  }

  /// A permutation of the 64-bit numbers in which every input bit reaches every output bit: the
  /// finalizer of SplitMix64 (Steele, Lea and Flood 2014) with the constants of Stafford's variant
  /// 13.
  private static long scramble(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
