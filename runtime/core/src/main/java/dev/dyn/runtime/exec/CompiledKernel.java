package dev.dyn.runtime.exec;

import java.util.List;

/// What all generated kernels have in common: the plan of their memory, their large constants and
/// the calls that stay calls. The compiler writes the subclass, which has [#run] and [#iterate] and
/// no state of its own.
public abstract class CompiledKernel implements Kernel {
  private final Plan plan;
  private final Memory constants;
  private final List<Call> calls;

  /// How a kernel's memory is laid out, and how it is to run.
  public record Plan(
      Memory.Layout layout, List<Slot> inputs, List<Slot> outputs, int lanes, Pace pace) {
    public Plan {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /// A piece of work on the memory that is not written as bytecode, such as a factorization.
  @FunctionalInterface
  public interface Call {
    void run(Memory memory);
  }

  protected CompiledKernel(Plan plan, Memory constants, List<Call> calls) {
    this.plan = plan;
    this.constants = constants;
    this.calls = List.copyOf(calls);
  }

  /// The kernel's tables; generated code reads them and never writes.
  protected final Memory constants() {
    return constants;
  }

  /// Runs call `index`; generated code asks for it.
  protected final void call(int index, Memory memory) {
    calls.get(index).run(memory);
  }

  @Override
  public final Memory.Layout layout() {
    return plan.layout();
  }

  @Override
  public final List<Slot> inputs() {
    return plan.inputs();
  }

  @Override
  public final List<Slot> outputs() {
    return plan.outputs();
  }

  @Override
  public final int lanes() {
    return plan.lanes();
  }
}
