package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;

/// Lets a jump or an event act on the states of a member: a kernel `(which, clock, stream, states…,
/// environment…)` → states, with a memory of its own.
final class ActStage {
  private final Kernel kernel;
  private final Memory memory;
  private final Transfer in;
  private final Transfer out;

  /// @param slots where the states stand
  ActStage(Kernel kernel, List<Slot> slots, Start member) {
    this.kernel = kernel;
    this.memory = Memory.of(kernel.layout());
    int count = slots.size();
    List<Slot> inputs = kernel.inputs();
    this.in = Transfer.between(slots, inputs.subList(3, 3 + count), 1);
    this.out = Transfer.between(kernel.outputs(), slots, 1);
    Start.write(memory, inputs.subList(3 + count, inputs.size()), member.environment(), 0, 1);
  }

  /// Number `which` acts on the states in `states`.
  void run(long which, double clock, long stream, Memory states) {
    List<Slot> inputs = kernel.inputs();
    memory.i64()[inputs.get(0).offset()] = which;
    Slot time = inputs.get(1);
    if (time.elem() == Elem.I64) {
      memory.i64()[time.offset()] = (long) clock;
    } else {
      memory.setReal(time, 0, clock);
    }
    memory.i64()[inputs.get(2).offset()] = stream;
    in.run(states, memory);
    kernel.run(memory);
    out.run(memory, states);
  }
}
