package dev.dyn.runtime.solve;

import java.util.Arrays;

/// The times at which a flow is saved, in the direction of the run.
public sealed interface SavedTimes {
  double start();

  /// Where the run ends.
  double end();

  /// `start + k*step` for k below `count`, inside `start..end`.
  record Every(double start, double end, double step, int count) implements SavedTimes {
    @Override
    public double time(int k) {
      double t = Math.fma(k, step, start);
      // The last one may lie beyond the end by the rounding of the step.
      return end >= start ? Math.min(t, end) : Math.max(t, end);
    }
  }

  /// At ascending (or, running backward, descending) times.
  record At(double start, double[] times) implements SavedTimes {
    @Override
    public double end() {
      return times.length == 0 ? start : times[times.length - 1];
    }

    @Override
    public int count() {
      return times.length;
    }

    @Override
    public double time(int k) {
      return times[k];
    }
  }

  /// At the start and after every step that the method takes.
  ///
  /// @param stops ascending times at which steps end, too
  record EachStep(double start, double end, double[] stops) implements SavedTimes {
    public EachStep(double start, double end) {
      this(start, end, new double[0]);
    }

    /// The first time after `t` at which a step has to end.
    double after(double t) {
      int k = Arrays.binarySearch(stops, Math.nextUp(t));
      int next = k >= 0 ? k : -k - 1;
      return next < stops.length ? stops[next] : end;
    }

    @Override
    public int count() {
      throw new IllegalStateException("how many steps a run takes is known after it");
    }

    @Override
    public double time(int k) {
      throw new IllegalStateException("when a run steps is known after it");
    }

    /// The times of steps of fixed size: `start + k*dt`, and the end.
    public At ofSize(double dt) {
      double distance = Math.abs(end - start);
      double signed = end >= start ? Math.abs(dt) : -Math.abs(dt);
      int whole = Math.toIntExact(FixedStepFlow.wholeSteps(distance, Math.abs(dt)));
      boolean rest = FixedStepFlow.rest(distance, Math.abs(dt)) > 0;
      double[] times = new double[whole + (rest ? 2 : 1)];
      for (int k = 0; k <= whole; k++) {
        times[k] = Math.fma(k, signed, start);
      }
      times[times.length - 1] = end;
      return new At(start, times);
    }
  }

  /// How many there are.
  int count();

  /// The k-th.
  double time(int k);
}
