package dev.dyn.runtime.random;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Philox4x32-10: a permutation of 128-bit counters, chosen by a 64-bit key, whose outputs for 0,
/// 1, 2, ... pass as random.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The
/// published known answers are in the tests. Words of 32 bits are numbered as there; a word of 64
/// is low half first: `first = c0 + 2^32 c1`, `second = c2 + 2^32 c3`, and likewise the key and the
/// counter.
public final class Philox {
  static final VectorSpecies<Long> LANES = LongVector.SPECIES_PREFERRED;

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final long WEYL_0 = 0x9E3779B9L;
  private static final long WEYL_1 = 0xBB67AE85L;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /// The 128 bits of one block.
  public record Block(long first, long second) {}

  /// The block of a counter `low + 2^64 high` under a key.
  public static Block block(long key, long low, long high) {
    long k0 = key & LOW;
    long k1 = key >>> 32;
    long c0 = low & LOW;
    long c1 = low >>> 32;
    long c2 = high & LOW;
    long c3 = high >>> 32;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * c0;
      long p1 = MULTIPLIER_1 * c2;
      c0 = (p1 >>> 32) ^ c1 ^ k0;
      c1 = p1 & LOW;
      c2 = (p0 >>> 32) ^ c3 ^ k1;
      c3 = p0 & LOW;
      k0 = (k0 + WEYL_0) & LOW;
      k1 = (k1 + WEYL_1) & LOW;
    }
    return new Block(c0 | c1 << 32, c2 | c3 << 32);
  }

  /// The blocks of `n` counters, each under its own key: for every `i < n`, `(first[i], second[i])
  /// = block(keys[i], lows[i], high)`.
  ///
  /// The arrays must be as long as `n` rounded up to whole vectors; what stands past `n` is
  /// overwritten. The same bits as [#block] at any vector width.
  static void blocks(int n, long[] keys, long[] lows, long high, long[] first, long[] second) {
    LongVector multiplier0 = LongVector.broadcast(LANES, MULTIPLIER_0);
    LongVector multiplier1 = LongVector.broadcast(LANES, MULTIPLIER_1);
    for (int i = 0; i < n; i += LANES.length()) {
      LongVector key = LongVector.fromArray(LANES, keys, i);
      LongVector k0 = key.and(LOW);
      LongVector k1 = key.lanewise(LSHR, 32);
      LongVector low = LongVector.fromArray(LANES, lows, i);
      LongVector c0 = low;
      LongVector c1 = low.lanewise(LSHR, 32);
      LongVector c2 = LongVector.broadcast(LANES, high);
      LongVector c3 = LongVector.broadcast(LANES, high >>> 32);
      // The upper halves of c0..c3 hold rubbish here: cleared where it would matter, no earlier.
      for (int round = 0; round < ROUNDS; round++) {
        LongVector p0 = c0.and(LOW).mul(multiplier0.and(LOW));
        LongVector p1 = c2.and(LOW).mul(multiplier1.and(LOW));
        c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1).lanewise(XOR, k0);
        c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3).lanewise(XOR, k1);
        c1 = p1;
        c3 = p0;
        k0 = k0.add(WEYL_0);
        k1 = k1.add(WEYL_1);
      }
      c0.and(LOW).or(c1.lanewise(LSHL, 32)).intoArray(first, i);
      c2.and(LOW).or(c3.lanewise(LSHL, 32)).intoArray(second, i);
    }
  }
}
