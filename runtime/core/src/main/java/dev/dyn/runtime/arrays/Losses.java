package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import java.util.List;

/// What a training goes by.
public final class Losses {
  private Losses() {}

  /// `loss` as it is, that of step number `step`.
  ///
  /// @throws RunFailure if it is infinite or not a number
  public static double finite(double loss, double step) {
    if (!Double.isFinite(loss)) {
      throw refused(loss, step);
    }
    return loss;
  }

  public static float finite(float loss, float step) {
    if (!Float.isFinite(loss)) {
      throw refused(loss, step);
    }
    return loss;
  }

  private static RunFailure refused(double loss, double step) {
    String found = Double.isNaN(loss) ? "not a number" : loss > 0 ? "infinite" : "minus infinity";
    return new RunFailure(
        "DYN7002",
        -1,
        "The loss is " + found + " at step " + (long) step + " of the training.",
        List.of(
            "The steps may be too large, so that the weights grew beyond all bounds; or the loss"
                + " takes the logarithm of 0 or divides by 0 there."));
  }
}
