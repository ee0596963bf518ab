package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Watches events that stopped or turned back what had made their condition true.
///
/// A condition that is still true after its event mostly is a threshold that was passed, and stays
/// true. But where the event has made the state leave or stand still, and later the state lies
/// deeper inside, then it has come back unseen: the event would have had to act again, and without
/// end. A ball that no longer bounces would fall through the floor.
final class Borders {
  /// What is this small beside the way at the present speed is rounding.
  private static final double ROUNDING = 1e-3;

  private final Optional<OutputStage> stage;
  private final double[] depths;
  private final double[] since;
  private final Failures failures;
  private boolean watches;

  /// @param depths `(t, states…, environment…)` → depths, rates, if there are any
  /// @param slots where the states stand
  /// @param count how many events there are
  Borders(Optional<Kernel> depths, List<Slot> slots, Start member, int count, Failures failures) {
    this.stage = OutputStage.of(depths, slots, List.of(member));
    this.depths = new double[count];
    this.since = new double[count];
    this.failures = failures;
    Arrays.fill(this.depths, Double.NaN);
  }

  /// Something has happened at `t`; `acted` says which events, `holds` which conditions are true
  /// afterwards.
  void begin(double t, boolean[] acted, boolean[] holds, Memory states) {
    Arrays.fill(depths, Double.NaN);
    watches = false;
    for (int k = 0; k < depths.length && stage.isPresent(); k++) {
      if (acted[k] && holds[k]) {
        stage.get().at(t, states);
        if (rate(k) <= 0) {
          depths[k] = depth(k);
          since[k] = t;
          watches = true;
        }
      }
    }
  }

  /// Looks at the end of a step in which nothing happened.
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure if a state has come back unseen
  void look(double t, boolean[] holds, Memory states) {
    if (!watches) {
      return;
    }
    stage.orElseThrow().at(t, states);
    for (int k = 0; k < depths.length; k++) {
      if (!holds[k]) {
        depths[k] = Double.NaN;
      } else if (depth(k) - depths[k] > ROUNDING * rate(k) * (t - since[k]) && rate(k) > 0) {
        throw failures.unseenReturn(since[k]);
      }
    }
  }

  private double depth(int k) {
    return number(k);
  }

  private double rate(int k) {
    return number(depths.length + k);
  }

  private double number(int k) {
    OutputStage known = stage.orElseThrow();
    return known.memory().f64()[known.slots().get(k).offset()];
  }
}
