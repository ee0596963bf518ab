package dev.dyn.runtime.exec;

import java.util.Arrays;

/// Measures two forms of the same work in turns, until the vector form is at least as fast as the
/// plain one or has had its time.
final class Trial {
  /// Nanoseconds after which the vector form is given up.
  private static final long PATIENCE = 20_000_000_000L;

  /// The best of so many measurements counts: other processes only ever make one longer, and where
  /// most of the work is the same in both forms, such as products of matrices, they would hide
  /// which is faster.
  private static final int WINDOW = 5;

  private final long end = System.nanoTime() + PATIENCE;
  private final long[] inVectors = new long[WINDOW];
  private final long[] inNumbers = new long[WINDOW];
  private long vectors;
  private long numbers;

  synchronized boolean isVectorsTurn() {
    return vectors <= numbers;
  }

  /// @param nanos what one repetition took
  synchronized void add(boolean isInVectors, long nanos) {
    if (isInVectors) {
      inVectors[(int) (vectors++ % WINDOW)] = nanos;
    } else {
      inNumbers[(int) (numbers++ % WINDOW)] = nanos;
    }
  }

  synchronized boolean isWon() {
    return Math.min(vectors, numbers) >= WINDOW && least(inVectors) <= least(inNumbers);
  }

  synchronized boolean isOver() {
    return isWon() || Math.min(vectors, numbers) >= 2 * WINDOW && System.nanoTime() >= end;
  }

  private static long least(long[] times) {
    return Arrays.stream(times).min().orElseThrow();
  }
}
