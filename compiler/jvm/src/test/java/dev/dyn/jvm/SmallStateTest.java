package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Pace;
import org.junit.jupiter.api.Test;

/// Small blocks give the evaluator's bits, alone and in lanes.
final class SmallStateTest {
  private static final int BLOCKS = 300;

  @Test
  void randomBlocksAgreeWithTheEvaluator() {
    JvmCompiler compiler = new JvmCompiler(20_000, Pace.AT_ONCE);
    for (int seed = 0; seed < BLOCKS; seed++) {
      Block block = RandomBlock.of(seed, 25, 4);
      Agreement.check("block " + seed, block, compiler.compile(block, Target.single()), seed);
    }
  }

  @Test
  void randomBlocksInLanesAgreeWithTheEvaluator() {
    for (int seed = 0; seed < BLOCKS; seed++) {
      Block block = RandomBlock.of(seed, 12, 3);
      for (Pace pace : Pace.values()) {
        Kernel kernel = new JvmCompiler(20_000, pace).compile(block, Target.lanes(16));
        Agreement.check("block " + seed + " " + pace, block, kernel, seed);
      }
    }
  }
}
