package dev.dyn.runtime.lines;

import java.util.List;

/// `targets = work(operands)`, by the numbers of the values.
///
/// @param site the offset in the source that failures are shown at, -1 for none
public record Line(LineWork work, List<Integer> operands, List<Integer> targets, int site) {
  public Line {
    operands = List.copyOf(operands);
    targets = List.copyOf(targets);
  }
}
