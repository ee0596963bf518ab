package dev.dyn.runtime.checkpoint;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// How far a loop has come.
///
/// @param member the member of the batch that it is at
/// @param turn the number of turns that this member has behind it
/// @param values all else that the loop needs to go on
public record Turn(int member, long turn, List<Tensor> values) {
  public Turn {
    values = List.copyOf(values);
  }
}
