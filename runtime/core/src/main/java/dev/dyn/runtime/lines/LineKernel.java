package dev.dyn.runtime.lines;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.exec.SlotRow;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Lines of known sizes in the form that drivers run. Inputs and outputs lie one after the other in
/// memory.
public final class LineKernel implements Kernel {
  private final LineWalk walk;
  private final LineBlock block;
  private final List<Slot> inputs;
  private final List<Slot> outputs;
  private final Memory.Layout layout;

  /// @throws IllegalStateException if a size has a name
  public LineKernel(LineWalk walk, LineBlock block) {
    this.walk = walk;
    this.block = block;
    SlotRow row = new SlotRow();
    inputs = block.parameters().stream().map(type -> slot(row, type)).toList();
    outputs = block.resultTypes().stream().map(type -> slot(row, type)).toList();
    layout = row.layout();
  }

  private static Slot slot(SlotRow row, TensorType type) {
    return row.add(type.elem(), new Sizes().shape(type.extents()));
  }

  @Override
  public Memory.Layout layout() {
    return layout;
  }

  @Override
  public List<Slot> inputs() {
    return inputs;
  }

  @Override
  public List<Slot> outputs() {
    return outputs;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void run(Memory memory) {
    write(memory, outputs, walk.run(block, read(memory)));
  }

  @Override
  public void iterate(Memory memory, long times) {
    if (times == 0) {
      return;
    }
    List<Tensor> values = new ArrayList<>(read(memory));
    List<Tensor> results = List.of();
    for (long k = 0; k < times; k++) {
      results = walk.run(block, values);
      for (int i = 0; i < results.size(); i++) {
        values.set(i, results.get(i));
      }
    }
    write(memory, inputs.subList(0, results.size()), results);
    write(memory, outputs, results);
  }

  private List<Tensor> read(Memory memory) {
    return inputs.stream().map(memory::read).toList();
  }

  private static void write(Memory memory, List<Slot> slots, List<Tensor> values) {
    for (int k = 0; k < slots.size(); k++) {
      memory.write(slots.get(k), values.get(k));
    }
  }
}
