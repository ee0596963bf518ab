package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A block run by the evaluator in the form that drivers run. Inputs and outputs lie one after the
/// other in memory.
final class EvaluatedKernel implements Kernel {
  private final Evaluator evaluator;
  private final Block block;
  private final List<Slot> inputs;
  private final List<Slot> outputs;
  private final Memory.Layout layout;

  EvaluatedKernel(Evaluator evaluator, Block block) {
    this.evaluator = evaluator;
    this.block = block;
    Layouter layouter = new Layouter();
    inputs = block.parameters().stream().map(Var::type).map(layouter::slot).toList();
    outputs = block.resultTypes().stream().map(layouter::slot).toList();
    layout = new Memory.Layout(layouter.f64, layouter.f32, layouter.i64);
  }

  private static final class Layouter {
    private int f64;
    private int f32;
    private int i64;

    Slot slot(Type type) {
      int size = type.shape().size();
      int offset =
          switch (type.elem()) {
            case F64 -> (f64 += size) - size;
            case F32 -> (f32 += size) - size;
            case I64, BOOL -> (i64 += size) - size;
          };
      return new Slot(type.elem(), offset, type.shape());
    }
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
    write(memory, outputs, evaluator.run(block, read(memory)));
  }

  @Override
  public void iterate(Memory memory, long times) {
    if (times == 0) {
      return;
    }
    List<Tensor> values = new ArrayList<>(read(memory));
    List<Tensor> results = List.of();
    for (long k = 0; k < times; k++) {
      results = evaluator.run(block, values);
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
