package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Searches in vectors.
public final class Searches {
  private Searches() {}

  /// The place of the first true entry.
  ///
  /// @throws RunFailure if there is none
  public static long firstTrue(Tensor mask) {
    for (int k = 0; k < mask.size(); k++) {
      if (mask.intAt(k) != 0) {
        return k;
      }
    }
    throw new RunFailure(
        "DYN7004",
        -1,
        "`first` found no entry that is true.",
        List.of("It looked through " + mask.size() + " entries."));
  }
}
