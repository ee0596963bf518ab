package dev.dyn.runtime.random;

/// A Brownian path over a span of time, as a function of a stream: its value at any time can be
/// asked for, in any order, and never changes.
///
/// The path at the end of the span is one draw; then each half of an interval gets its middle value
/// from a draw of its own, given the values at the ends (Lévy 1948; as a tree that is never stored:
/// Li, Wong, Chen and Duvenaud 2020, AISTATS). Middle c of level l is draw `2^l + c` of the stream.
/// After 53 halvings two times are no longer told apart.
public final class BrownianPath {
  /// Halvings until nothing is left to halve.
  private static final int LEVELS = 53;

  private static final double WHOLE = 0x1p53;

  /// Times beyond an end by so much of the span, which is rounding, are the end.
  private static final double ROUNDING = 1e-9;

  private static final double[] HALF_WIDTHS = halfWidths();

  private final long stream;
  private final double scale;
  private final double from;
  private final double to;
  private final double[] left = new double[LEVELS + 1];
  private final double[] right = new double[LEVELS + 1];
  private long last;
  private int known;

  /// A reader that is fast for times that ascend.
  public BrownianPath(long stream, double from, double to) {
    this.stream = stream;
    this.from = from;
    this.to = to;
    this.scale = Math.sqrt(to - from);
    this.right[0] = Draws.normal(stream, 0);
  }

  /// The path at time `t`: 0 at `from`, normal with variance `t - from`; not a number outside
  /// `from..to`.
  public static double at(long stream, double from, double to, double t) {
    long place = place(from, to, t);
    if (place < 0) {
      return Double.NaN;
    }
    double low = 0;
    double high = Draws.normal(stream, 0);
    if (place == 1L << LEVELS) {
      return Math.sqrt(to - from) * high;
    }
    for (int level = 0; rest(place, level) != 0; level++) {
      double middle = middle(stream, level, place, low, high);
      if (isUpper(place, level)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(to - from) * low;
  }

  /// [#at] of this path, bit for bit.
  public double at(double t) {
    long place = place(from, to, t);
    if (place < 0) {
      return Double.NaN;
    }
    if (place == 1L << LEVELS) {
      return scale * right[0];
    }
    int level = Math.min(known, Long.numberOfLeadingZeros(place ^ last) - (64 - LEVELS));
    for (; rest(place, level) != 0; level++) {
      double middle = middle(stream, level, place, left[level], right[level]);
      boolean upper = isUpper(place, level);
      left[level + 1] = upper ? middle : left[level];
      right[level + 1] = upper ? right[level] : middle;
    }
    last = place;
    known = level;
    return scale * left[level];
  }

  /// A time as a whole number of 2^-53 of the span, or -1.
  private static long place(double from, double to, double t) {
    double part = (t - from) / (to - from);
    if (!(part >= -ROUNDING && part <= 1 + ROUNDING)) {
      return -1;
    }
    return (long) Math.rint(Math.clamp(part, 0.0, 1.0) * WHOLE);
  }

  /// What of `place` lies inside its interval of level `level`.
  private static long rest(long place, int level) {
    return place & ((1L << (LEVELS - level)) - 1);
  }

  private static boolean isUpper(long place, int level) {
    return (place >>> (LEVELS - 1 - level) & 1) != 0;
  }

  private static double middle(long stream, int level, long place, double low, double high) {
    long interval = place >>> (LEVELS - level);
    double draw = Draws.normal(stream, (1L << level) + interval);
    return Math.fma(HALF_WIDTHS[level], draw, 0.5 * (low + high));
  }

  /// The standard deviation of the middle of an interval of each level, given its ends: half the
  /// root of its width.
  private static double[] halfWidths() {
    double[] widths = new double[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      widths[level] = 0.5 * Math.sqrt(Math.scalb(1.0, -level));
    }
    return widths;
  }
}
