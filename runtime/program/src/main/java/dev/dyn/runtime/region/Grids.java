package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Tensor;

/// The saved times of a region as numbers.
final class Grids {
  private Grids() {}

  /// @param at the position of the grid's first operand
  static SavedTimes times(GridPlan grid, Ensemble ensemble, int at, int member) {
    double start = ensemble.scalar(at, member);
    return switch (grid) {
      case GridPlan.Every(var known) -> {
        double end = ensemble.scalar(at + 1, member);
        double step = Math.abs(ensemble.scalar(at + 2, member));
        int count = known.orElseGet(() -> count(start, end, step));
        yield new SavedTimes.Every(start, end, end >= start ? step : -step, count);
      }
      case GridPlan.At _ -> new SavedTimes.At(start, reals(ensemble.operand(at + 1, member)));
      case GridPlan.EachStep(boolean stops) -> {
        double end = ensemble.scalar(at + 1, member);
        yield stops
            ? new SavedTimes.EachStep(start, end, reals(ensemble.operand(at + 2, member)))
            : new SavedTimes.EachStep(start, end);
      }
    };
  }

  /// As the language says: floor((b−a)/h + 1e-9) + 1 points.
  private static int count(double start, double end, double step) {
    return Math.toIntExact((long) Math.floor(Math.abs(end - start) / step + 1e-9) + 1);
  }

  private static double[] reals(Tensor values) {
    double[] reals = new double[values.size()];
    for (int k = 0; k < reals.length; k++) {
      reals[k] = values.realAt(k);
    }
    return reals;
  }
}
