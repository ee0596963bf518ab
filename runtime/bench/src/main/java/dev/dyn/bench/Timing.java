package dev.dyn.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// How long some work took, in milliseconds.
///
/// @param median of all repeats
/// @param least of all repeats
/// @param check what the last repeat computed, for comparison with others
/// @param otherLoad how many cores other processes kept busy meanwhile
public record Timing(double median, double least, int repeats, String check, double otherLoad) {

  /// How work is measured.
  ///
  /// @param warmMillis how long the work is repeated before
  /// @param millis how long it is repeated and timed
  /// @param atLeast repeats, however long they take
  /// @param quietMillis how long to wait for other processes to be quiet
  public record Plan(int warmMillis, int millis, int atLeast, int quietMillis) {
    /// Once, without warming up.
    static final Plan ONCE = new Plan(0, 0, 1, 0);
  }

  /// Repeats `work`, which says what it computed.
  public static Timing of(Plan plan, Supplier<String> work) {
    long warm = System.nanoTime() + plan.warmMillis() * 1_000_000L;
    while (System.nanoTime() < warm) {
      work.get();
    }
    OtherLoad.awaitQuiet(plan.quietMillis());
    double[] times = new double[Math.max(plan.atLeast(), 1000)];
    int repeats = 0;
    String check = "";
    OtherLoad before = OtherLoad.now();
    long end = System.nanoTime() + plan.millis() * 1_000_000L;
    while (repeats < plan.atLeast() || repeats < times.length && System.nanoTime() < end) {
      long begin = System.nanoTime();
      check = work.get();
      times[repeats++] = (System.nanoTime() - begin) * 1e-6;
    }
    double load = OtherLoad.now().since(before);
    Arrays.sort(times, 0, repeats);
    double median = (times[(repeats - 1) / 2] + times[repeats / 2]) / 2;
    return new Timing(median, times[0], repeats, check, load);
  }

  /// The time of one of `parts` equal parts of the work.
  Timing each(int parts) {
    return new Timing(median / parts, least / parts, repeats, check, otherLoad);
  }

  /// The line of the peers' harness for this.
  String line(String workload, String peer, int threads) {
    return String.format(
        Locale.ROOT,
        "RESULT|%s|%s|%d|%.6g|%.6g|%d|%s [other-cpu=%.0f%%]",
        workload,
        peer,
        threads,
        median,
        least,
        repeats,
        check,
        otherLoad * 100);
  }
}
