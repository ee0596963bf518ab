package dev.dyn.runtime.arrays;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A function of whole arrays between the slots of a kernel, for each index of the `batch`
/// outermost axes, which all arguments share.
///
/// @param site the offset in the source that failures are shown at
public record ArrayFunctionCall(String name, int batch, List<Slot> from, List<Slot> to, int site)
    implements CompiledKernel.Call {
  public ArrayFunctionCall {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  @Override
  public void run(Memory memory) {
    int times = 1;
    for (int axis = 0; axis < batch; axis++) {
      times *= from.getFirst().shape().extent(axis);
    }
    for (int member = 0; member < times; member++) {
      int index = member;
      List<Tensor> arguments =
          from.stream().map(slot -> memory.read(slot.part(batch, index))).toList();
      List<Tensor> results = results(arguments);
      for (int k = 0; k < to.size(); k++) {
        memory.write(to.get(k).part(batch, index), results.get(k));
      }
    }
  }

  private List<Tensor> results(List<Tensor> arguments) {
    try {
      return ArrayTable.run(name, arguments);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, site);
    }
  }
}
