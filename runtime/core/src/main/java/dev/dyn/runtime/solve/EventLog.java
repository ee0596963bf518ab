package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.Arrays;
import java.util.List;

/// The events of one member in the order in which they happened.
///
/// Events without end in a finite time are found by their density, or where one event comes back
/// ever sooner, down to times that can hardly be told apart: its condition would soon be true
/// without ever turning so.
public final class EventLog {
  /// So many events of a kind …
  private static final int CROWD = 100;

  /// … within this part of the time span are too many.
  private static final double CROWDED = 1e-9;

  /// An event that comes back within this, relative to the time, …
  private static final double SOON = 1e-9;

  /// … for the third time by at least this factor sooner than before, will do so for ever.
  private static final double SOONER = 0.95;

  private double[] times = {};
  private long[] which = {};
  private int count;
  private double[] notes = {};
  private Gap[] gaps = {};
  private boolean isNoisy;

  /// How an event came back: when it was there last, how long it had been away, how often that
  /// became shorter in a row.
  private record Gap(double last, double length, int shorter) {
    Gap until(double t) {
      double now = t - last;
      return new Gap(t, now, now > 0 && now <= SOONER * length ? shorter + 1 : 0);
    }

    boolean vanishes() {
      return shorter >= 3 && length <= SOON * Math.abs(last);
    }
  }

  /// The states follow a noise. At a threshold it brings them back at once and many times, now
  /// sooner, now later: there that an event comes back sooner tells nothing.
  void expectNoise() {
    isNoisy = true;
  }

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

  /// Value `j` of those that were noted after event `k`.
  public double note(int k, int j) {
    return notes[k * (notes.length / times.length) + j];
  }

  /// Notes the values of `slots`, always as many, after the event that was added last.
  void note(Memory memory, List<Slot> slots) {
    if (notes.length < times.length * slots.size()) {
      notes = Arrays.copyOf(notes, times.length * slots.size());
    }
    for (int j = 0; j < slots.size(); j++) {
      notes[(count - 1) * slots.size() + j] = memory.getReal(slots.get(j), 0);
    }
  }

  /// Which of `kinds` events happened from number `first` on.
  boolean[] since(int first, int kinds) {
    boolean[] happened = new boolean[kinds];
    for (int k = first; k < count; k++) {
      happened[(int) which[k]] = true;
    }
    return happened;
  }

  /// Notes event `number` of `kinds` at time `t`.
  ///
  /// @param span the length of the run
  /// @throws dev.dyn.runtime.exec.RunFailure if events have become too many to go on
  void add(double t, int number, int kinds, double span, Failures failures) {
    if (count == times.length) {
      times = Arrays.copyOf(times, Math.max(16, 2 * count));
      which = Arrays.copyOf(which, times.length);
    }
    times[count] = t;
    which[count] = number;
    count++;
    int crowd = CROWD * kinds;
    if (count >= crowd && Math.abs(t - times[count - crowd]) <= CROWDED * Math.abs(span)) {
      throw failures.endlessEvents(crowd, times[count - crowd], t);
    }
    if (gaps.length == 0) {
      gaps = new Gap[kinds];
      Arrays.fill(gaps, new Gap(Double.NaN, Double.NaN, 0));
    }
    gaps[number] = gaps[number].until(t);
    if (!isNoisy && gaps[number].vanishes()) {
      throw failures.vanishingGaps(gaps[number].length, t);
    }
  }
}
