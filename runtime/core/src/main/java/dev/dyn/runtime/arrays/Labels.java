package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Labels of classes, which are counted from 0.
public final class Labels {
  private Labels() {}

  /// `labels` as they are.
  ///
  /// @param classes a single int
  /// @throws RunFailure if one is none of the classes
  public static Tensor checked(Tensor labels, Tensor classes) {
    long count = classes.intAt(0);
    for (int k = 0; k < labels.size(); k++) {
      long label = labels.intAt(k);
      if (label < 0 || label >= count) {
        throw new RunFailure(
            "DYN7017",
            -1,
            "The label " + label + " is none of the " + count + " classes.",
            List.of(
                "It is entry " + k + " of the labels.",
                "The scores have "
                    + count
                    + " columns, so labels are ints from 0 to "
                    + (count - 1)
                    + "."));
      }
    }
    return labels;
  }
}
