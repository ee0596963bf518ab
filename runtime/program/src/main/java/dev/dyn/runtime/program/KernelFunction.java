package dev.dyn.runtime.program;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A kernel that is run once on tensors.
public record KernelFunction(Kernel kernel) implements TensorFunction {
  @Override
  public List<Tensor> run(List<Tensor> arguments) {
    Memory memory = Memory.of(kernel.layout());
    for (int k = 0; k < arguments.size(); k++) {
      memory.write(kernel.inputs().get(k), arguments.get(k));
    }
    kernel.run(memory);
    return kernel.outputs().stream().map(memory::read).toList();
  }
}
