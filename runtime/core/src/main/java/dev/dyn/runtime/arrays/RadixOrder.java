package dev.dyn.runtime.arrays;

/// The order of longs, equal ones as they stand, by sorting their places digit by digit from the
/// lowest (radix sort; Knuth 1998, section 5.2.5): time proportional to the number of entries, and
/// no object for any of them.
final class RadixOrder {
  private static final int BITS = 8;
  private static final int DIGITS = Long.SIZE / BITS;
  private static final int VALUES = 1 << BITS;

  private RadixOrder() {}

  /// The places of `keys` in ascending order of the keys.
  static long[] of(long[] keys) {
    int[][] counts = counts(keys);
    long[] order = new long[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    long[] sorted = new long[keys.length];
    for (int digit = 0; digit < DIGITS; digit++) {
      if (decides(counts[digit], keys.length)) {
        place(keys, digit, counts[digit], order, sorted);
        long[] free = order;
        order = sorted;
        sorted = free;
      }
    }
    return order;
  }

  /// How often each value of each digit occurs.
  private static int[][] counts(long[] keys) {
    int[][] counts = new int[DIGITS][VALUES];
    for (long key : keys) {
      for (int digit = 0; digit < DIGITS; digit++) {
        counts[digit][valueOf(key, digit)]++;
      }
    }
    return counts;
  }

  /// Whether not all keys have the same value here.
  private static boolean decides(int[] counts, int keys) {
    for (int count : counts) {
      if (count == keys) {
        return false;
      }
    }
    return true;
  }

  private static void place(long[] keys, int digit, int[] counts, long[] order, long[] sorted) {
    int next = 0;
    for (int value = 0; value < VALUES; value++) {
      int count = counts[value];
      counts[value] = next;
      next += count;
    }
    for (long place : order) {
      sorted[counts[valueOf(keys[(int) place], digit)]++] = place;
    }
  }

  /// Digits are unsigned but for the sign, which is turned so that negative keys come first.
  private static int valueOf(long key, int digit) {
    return (int) ((key ^ Long.MIN_VALUE) >>> (digit * BITS)) & (VALUES - 1);
  }
}
