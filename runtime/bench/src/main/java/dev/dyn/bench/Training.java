package dev.dyn.bench;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/// The steps of a training that is written as a loop, compiled as the line of a program is, with
/// its data in memory: ready to be run again and again.
final class Training {
  private final Kernel kernel;
  private final Memory memory;

  /// A training that is measured.
  ///
  /// @param label the name that the peers' harness gives to the same work
  /// @param program its file, without the ending; its parameter `end` is the number of steps
  /// @param steps in one run
  record Plan(String label, String program, int steps) {
    static final List<Plan> ALL =
        List.of(
            new Plan("W6a-mlp(2,32x2,1,B64)f32", "w6a", 2000),
            new Plan("W6b-mlp(64,128x2,10,B128)f32", "w6b", 200),
            new Plan("W6c-mlp(784,256x2,10,B128)f32", "w6c", 20),
            new Plan("W6d-mlp(784,1024x3,10,B256)f32", "w6d", 10));

    Training compiled(int steps) {
      return new Training(program, steps);
    }
  }

  private Training(String program, int steps) {
    Script script = Program.script(program, steps);
    Block body = Passes.standard().run(script.body(), script.names());
    List<Let> lets = body.lets();
    int at = 0;
    while (!(lets.get(at).op() instanceof Region.Scan)) {
      at++;
    }
    Let loop = lets.get(at);
    List<Var> operands = loop.op().operands().stream().distinct().toList();
    Block before = new Block(List.of(), lets.subList(0, at), operands);
    List<Tensor> given = new Evaluator(Regions.NONE).run(before, List.of());
    kernel =
        new JvmCompiler()
            .compile(new Block(operands, List.of(loop), loop.targets()), Target.single());
    memory = Memory.of(kernel.layout());
    for (int k = 0; k < given.size(); k++) {
      memory.write(kernel.inputs().get(k), given.get(k));
    }
  }

  /// Runs all steps from the start.
  ///
  /// @return the last weight after them
  String run() {
    kernel.run(memory);
    Slot weights = kernel.outputs().getFirst();
    return String.format(Locale.ROOT, "%.9g", memory.getReal(weights, weights.size() - 1));
  }
}
