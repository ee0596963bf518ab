package dev.dyn.runtime.lines;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Lines between the slots of a generated kernel: what it leaves to others.
public record LineCall(LineWalk walk, LineBlock block, List<Slot> from, List<Slot> to)
    implements CompiledKernel.Call {
  public LineCall {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  @Override
  public void run(Memory memory) {
    List<Tensor> results = walk.run(block, from.stream().map(memory::read).toList());
    for (int k = 0; k < to.size(); k++) {
      memory.write(to.get(k), results.get(k));
    }
  }
}
