package dev.dyn.runtime.kernel;

import java.util.Arrays;

/// Virtual lanes of many sums side by side: lane `l` of sum `j` stands at `l * columns + j`.
///
/// This is how loops over pairs keep the sums of rows to come: what row `i` has for all of them
/// goes to lane `i mod 16`, to neighbours. See [Sums].
public final class Mirrors {
  private Mirrors() {}

  /// Starts the lanes of `columns` sums at +0.0, from `mirror[at]` on.
  public static void clear(double[] mirror, int at, int columns) {
    Arrays.fill(mirror, at, at + Sums.LANES * columns, 0.0);
  }

  /// Starts the lanes of `columns` sums at +0.0, from `mirror[at]` on.
  public static void clear(float[] mirror, int at, int columns) {
    Arrays.fill(mirror, at, at + Sums.LANES * columns, 0.0f);
  }

  /// Moves the lanes of 16 sums, the first of which has its lane 0 at `memory[from]`, to
  /// `memory[to]` and on: those of a sum beside each other.
  public static void takeOut(double[] memory, int from, int columns, int to) {
    for (int sum = 0; sum < Sums.LANES; sum++) {
      for (int lane = 0; lane < Sums.LANES; lane++) {
        memory[to + sum * Sums.LANES + lane] = memory[from + lane * columns + sum];
      }
    }
  }

  /// Moves the lanes of 16 sums, the first of which has its lane 0 at `memory[from]`, to
  /// `memory[to]` and on: those of a sum beside each other.
  public static void takeOut(float[] memory, int from, int columns, int to) {
    for (int sum = 0; sum < Sums.LANES; sum++) {
      for (int lane = 0; lane < Sums.LANES; lane++) {
        memory[to + sum * Sums.LANES + lane] = memory[from + lane * columns + sum];
      }
    }
  }
}
