package dev.dyn.bench;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.driver.JvmEngine;
import dev.dyn.driver.regions.RegionRunner;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.kernel.Helpers;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The steps of a training that is written as a loop, compiled as the line of a program is, with
/// its data in memory: ready to be run again and again.
final class Training {
  private final Kernel kernel;
  private final Memory memory;

  /// A training that is measured.
  ///
  /// @param key for the command line
  /// @param label the name that the peers' harness gives to the same work
  /// @param program its file, without the ending; its parameter `end` is the number of steps
  /// @param steps in one run
  /// @param parts what the peers time is the run divided by this
  record Plan(String key, String label, String program, int steps, int parts) {
    /// Those with products that two threads share.
    private static final Set<String> SHARED = Set.of("w6c", "w6d");

    static final List<Plan> ALL =
        List.of(
            new Plan("w6", "W6a-mlp(2,32x2,1,B64)f32", "w6a", 2000, 2000),
            new Plan("w6", "W6b-mlp(64,128x2,10,B128)f32", "w6b", 200, 200),
            new Plan("w6", "W6c-mlp(784,256x2,10,B128)f32", "w6c", 20, 20),
            new Plan("w6", "W6d-mlp(784,1024x3,10,B256)f32", "w6d", 10, 10),
            new Plan("w7", "W7-grokking-p97-100steps", "w7_grok", 100, 1),
            new Plan("w8", "W8-hessian-power20", "w8_hvp", 20, 1),
            new Plan("w9", "W9-transformer1L-d128-B2048", "w9_transformer", 5, 5),
            new Plan("w10", "W10-neuralODE-rk4-200it", "w10_node", 200, 1),
            new Plan("w13", "W13-LSTM-h128-s64-b32", "w13_lstm", 10, 10),
            new Plan("w13", "W13-GRU-h128-s64-b32", "w13_gru", 10, 10),
            new Plan("w14", "W14-lenet-b64", "w14_lenet", 20, 20));

    boolean mayShare() {
      return SHARED.contains(program);
    }

    Training compiled(int steps) {
      return new Training(program, steps);
    }
  }

  private Training(String program, int steps) {
    Script script = Program.script(program, steps);
    Block body = Passes.standard().run(script.body(), script.names());
    List<Let> lets = body.lets();
    int at = lets.size() - 1;
    while (!(lets.get(at).op() instanceof Region.Scan)) {
      at--;
    }
    Let loop = lets.get(at);
    List<Var> operands = loop.op().operands().stream().distinct().toList();
    Block before = new Block(List.of(), lets.subList(0, at), operands);
    List<Tensor> given = evaluator().run(before, List.of());
    kernel =
        new JvmCompiler()
            .compile(new Block(operands, List.of(loop), loop.targets()), Target.single());
    memory = Memory.of(kernel.layout());
    for (int k = 0; k < given.size(); k++) {
      memory.write(kernel.inputs().get(k), given.get(k));
    }
  }

  private static Evaluator evaluator() {
    RegionRunner runner = new RegionRunner(JvmEngine::new, new Workers(1), Progress.NONE);
    return new Evaluator(runner::run);
  }

  /// Runs all steps from the start on some threads.
  ///
  /// @return the last weight after them
  String run(int threads) {
    return Helpers.during(threads, this::run);
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
