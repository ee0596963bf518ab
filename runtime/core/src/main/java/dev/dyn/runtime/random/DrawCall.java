package dev.dyn.runtime.random;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Draws between the slots of a kernel.
///
/// @param dims the axes inside those of the streams
/// @param from where the streams lie, then the parameters of the law
/// @param site the offset in the source that failures are shown at
public record DrawCall(String law, Shape dims, List<Slot> from, List<Slot> to, int site)
    implements CompiledKernel.Call {
  public DrawCall {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  @Override
  public void run(Memory memory) {
    List<Tensor> arguments = from.stream().map(memory::read).toList();
    try {
      memory.write(
          to.getFirst(),
          DrawTensors.draw(
              law,
              arguments.getFirst(),
              arguments.subList(1, arguments.size()),
              dims,
              to.getFirst().elem()));
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, site);
    }
  }
}
