package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// Computes the outputs of a system at saved times: a kernel `(t or n, states…, environment…)` →
/// outputs, with a memory of its own.
final class OutputStage {
  private final Kernel kernel;
  private final Memory memory;
  private final Transfer states;
  private final Cells clock;
  private final List<Slot> environment;

  /// @param from where the states stand in the memory of the steps
  private OutputStage(Kernel kernel, List<Slot> from) {
    this.kernel = kernel;
    this.memory = Memory.of(kernel.layout());
    int count = from.size();
    List<Slot> inputs = kernel.inputs();
    this.states = Transfer.between(from, inputs.subList(1, 1 + count), kernel.lanes());
    this.clock = new Cells(inputs.getFirst(), kernel.lanes());
    this.environment = inputs.subList(1 + count, inputs.size());
  }

  static Optional<OutputStage> of(Optional<Kernel> kernel, List<Slot> from) {
    return kernel.map(k -> new OutputStage(k, from));
  }

  static Optional<OutputStage> of(Optional<Kernel> kernel, List<Slot> from, List<Start> members) {
    Optional<OutputStage> stage = of(kernel, from);
    stage.ifPresent(s -> s.begin(members));
    return stage;
  }

  /// Takes over what `members` bring along.
  void begin(List<Start> members) {
    Start.writeAll(memory, environment, members, Start::environment, kernel.lanes());
  }

  /// Computes the outputs at time `t` from the states in `source`.
  void at(double t, Memory source) {
    if (clock.slot().elem() == Elem.F32) {
      for (int lane = 0; lane < kernel.lanes(); lane++) {
        memory.f32()[clock.slot().offset() + lane] = (float) t;
      }
    } else {
      clock.setReal(memory, t);
    }
    compute(source);
  }

  /// Computes the outputs at step `n`.
  void at(long n, Memory source) {
    clock.setInt(memory, n);
    compute(source);
  }

  private void compute(Memory source) {
    states.run(source, memory);
    kernel.run(memory);
  }

  Memory memory() {
    return memory;
  }

  List<Slot> slots() {
    return kernel.outputs();
  }
}
