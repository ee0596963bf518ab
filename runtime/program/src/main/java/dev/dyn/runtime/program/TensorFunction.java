package dev.dyn.runtime.program;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Lines between simulations.
@FunctionalInterface
public interface TensorFunction {
  /// @throws dev.dyn.runtime.exec.RunFailure for what only the run can know, such as an index out
  ///   of range
  List<Tensor> run(List<Tensor> arguments);
}
