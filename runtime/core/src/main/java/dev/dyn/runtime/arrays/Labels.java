package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import java.util.List;

/// Labels of classes, which are counted from 0.
public final class Labels {
  private Labels() {}

  /// `label` as it is.
  ///
  /// @throws RunFailure if it is none of the `classes` classes
  public static long checked(long classes, long label) {
    if (label < 0 || label >= classes) {
      throw new RunFailure(
          "DYN7017",
          -1,
          "The label " + label + " is none of the " + classes + " classes.",
          List.of("Labels of " + classes + " classes are ints from 0 to " + (classes - 1) + "."));
    }
    return label;
  }
}
