package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/// Whether a search for a fixed point has come to an end.
public final class Convergence {
  /// How often a function is applied at most.
  public static final int MOST_TURNS = 100_000;

  private Convergence() {}

  /// `point` as it is.
  ///
  /// @param change how much the last turn changed the entries of each row at most
  /// @param scale what the tolerance of each row is relative to
  /// @param tolerance of each row
  /// @throws RunFailure if a row still changes by more than `tolerance*scale`
  public static Tensor checked(Tensor point, Tensor change, Tensor scale, Tensor tolerance) {
    for (int k = 0; k < change.size(); k++) {
      double last = change.realAt(k);
      if (!Double.isFinite(last)) {
        throw new RunFailure(
            "DYN7008",
            -1,
            "The search for a fixed point left the finite numbers.",
            List.of(
                "The function does not draw its arguments to a fixed point from where it began."));
      }
      if (!(last <= tolerance.realAt(k) * scale.realAt(k))) {
        throw new RunFailure(
            "DYN7008",
            -1,
            "No fixed point was found in " + MOST_TURNS + " turns.",
            List.of(
                String.format(
                    Locale.ROOT,
                    "The last turn changed an entry by %.2g, and %.2g would have been enough.",
                    last,
                    tolerance.realAt(k) * scale.realAt(k)),
                "The function must draw its arguments together: smaller steps do so more often."));
      }
    }
    return point;
  }
}
