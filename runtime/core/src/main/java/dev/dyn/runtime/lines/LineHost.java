package dev.dyn.runtime.lines;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// What lines need beside themselves.
public interface LineHost {
  ElementLoop loop(LoopName name);

  /// Runs the region of this number, as [LineWork.Drive] says.
  List<Tensor> drive(int region, List<Tensor> operands);
}
