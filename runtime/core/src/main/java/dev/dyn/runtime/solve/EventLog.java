package dev.dyn.runtime.solve;

import java.util.Arrays;

/// The events of one member in the order in which they happened.
///
/// Events without end in a finite time are found by their density: a system that does something
/// many times within what is next to no time would go on for ever.
public final class EventLog {
  /// So many events …
  private static final int CROWD = 100;

  /// … within this part of the time span are too many.
  private static final double CROWDED = 1e-9;

  private double[] times = {};
  private long[] which = {};
  private int count;

  public int count() {
    return count;
  }

  public double time(int k) {
    return times[k];
  }

  /// Which event it was, in the order of declaration.
  public long which(int k) {
    return which[k];
  }

  /// Notes event `number` at time `t`.
  ///
  /// @param span the length of the run
  /// @throws dev.dyn.runtime.exec.RunFailure if events have become too many to go on
  void add(double t, long number, double span, Failures failures) {
    if (count == times.length) {
      times = Arrays.copyOf(times, Math.max(16, 2 * count));
      which = Arrays.copyOf(which, times.length);
    }
    times[count] = t;
    which[count] = number;
    count++;
    if (count >= CROWD && Math.abs(t - times[count - CROWD]) <= CROWDED * Math.abs(span)) {
      throw failures.endlessEvents(CROWD, times[count - CROWD], t);
    }
  }
}
