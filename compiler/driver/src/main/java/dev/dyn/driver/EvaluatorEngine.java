package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;

/// The engine `interpreter`: blocks are walked line by line, one member at a time.
public record EvaluatorEngine(Evaluator evaluator) implements Engine {
  @Override
  public Kernel compile(Block block, int lanes) {
    if (lanes != 1) {
      throw new IllegalArgumentException("the evaluator runs one member at a time, not " + lanes);
    }
    return evaluator.asKernel(block);
  }

  @Override
  public int preferredLanes(Block block) {
    return 1;
  }
}
