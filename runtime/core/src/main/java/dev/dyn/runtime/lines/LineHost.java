package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// What lines need beside themselves.
public interface LineHost {
  ElementLoop loop(LoopName name);

  /// Runs the region of this number, as [LineWork.Drive] says.
  List<Tensor> drive(int region, List<Tensor> operands);

  /// The results of `scan`, of one member, if the host has something faster for it than walking its
  /// body for each turn.
  default Optional<List<Tensor>> scan(LineWork.Scan scan, int turns, List<Tensor> operands) {
    return Optional.empty();
  }
}
