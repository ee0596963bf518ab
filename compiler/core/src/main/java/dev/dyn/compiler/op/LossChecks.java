package dev.dyn.compiler.op;

import dev.dyn.runtime.arrays.Losses;
import java.util.List;

/// The row that watches over a training.
public final class LossChecks {
  /// `(loss, step)`: the loss as it is; one that is not finite fails the run at that step.
  public static final ScalarFn FINITE =
      ScalarFn.scalar("finiteloss", 2)
          .runs(Losses.class, "finite")
          .domain(0.1, 0.9)
          .partials((b, x, y) -> List.of(b.fill(1, y.type()), b.fill(0, y.type())));

  private LossChecks() {}
}
