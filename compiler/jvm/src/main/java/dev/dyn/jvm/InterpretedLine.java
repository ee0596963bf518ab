package dev.dyn.jvm;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// One line that the evaluator runs, between the memory's slots. It allocates, as the evaluator
/// does.
record InterpretedLine(UnaryOperator<List<Tensor>> line, List<Slot> from, List<Slot> to)
    implements CompiledKernel.Call {
  private static final Evaluator EVALUATOR = new Evaluator(Regions.NONE);

  static InterpretedLine of(Block line, List<Slot> from, List<Slot> to) {
    return new InterpretedLine(EVALUATOR.prepared(line), from, to);
  }

  @Override
  public void run(Memory memory) {
    List<Tensor> results = line.apply(from.stream().map(memory::read).toList());
    for (int k = 0; k < to.size(); k++) {
      memory.write(to.get(k), results.get(k));
    }
  }
}
