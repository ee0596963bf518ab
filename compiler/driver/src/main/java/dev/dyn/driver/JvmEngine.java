package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.exec.Kernel;

/// The engine `jit`: blocks become bytecode. What the back end does not compile, such as a
/// simulation inside a vector field, the evaluator runs, with the same bits.
public record JvmEngine(JvmCompiler compiler, Evaluator evaluator) implements Engine {
  public JvmEngine(Evaluator evaluator) {
    this(new JvmCompiler(), evaluator);
  }

  @Override
  public Kernel compile(Block block, int lanes) {
    try {
      return compiler.compile(block, Target.lanes(lanes));
    } catch (Unsupported limit) {
      if (lanes != 1) {
        throw limit;
      }
      return evaluator.asKernel(block);
    }
  }

  @Override
  public Kernel compileBody(Block body, int carried) {
    try {
      return compiler.compileTurn(body, carried);
    } catch (Unsupported _) {
      return evaluator.asKernel(body);
    }
  }

  @Override
  public int preferredLanes(Block block) {
    try {
      return compiler.preferredLanes(block);
    } catch (Unsupported _) {
      return 1;
    }
  }
}
