package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// The conditions of a member's events.
final class Guards {
  private final Optional<OutputStage> stage;
  private final int count;
  private final boolean countsTime;

  /// @param from where the states stand
  Guards(Optional<Kernel> kernel, List<Slot> from, Start member) {
    this.stage = OutputStage.of(kernel, from, List.of(member));
    this.count = stage.map(s -> s.slots().size()).orElse(0);
    this.countsTime = kernel.map(k -> k.inputs().getFirst().elem() == Elem.I64).orElse(false);
  }

  int count() {
    return count;
  }

  /// Which hold at `clock` with the states in `states`.
  boolean[] at(double clock, Memory states) {
    boolean[] holds = new boolean[count];
    if (stage.isPresent()) {
      OutputStage kernel = stage.get();
      if (countsTime) {
        kernel.at((long) clock, states);
      } else {
        kernel.at(clock, states);
      }
      for (int k = 0; k < count; k++) {
        holds[k] = kernel.memory().i64()[kernel.slots().get(k).offset()] != 0;
      }
    }
    return holds;
  }

  /// Whether one holds in `now` that did not in `before`.
  static boolean turned(boolean[] before, boolean[] now) {
    for (int k = 0; k < now.length; k++) {
      if (now[k] && !before[k]) {
        return true;
      }
    }
    return false;
  }
}
