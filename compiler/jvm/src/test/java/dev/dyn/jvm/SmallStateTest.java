package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import org.junit.jupiter.api.Test;

/// Small blocks give the evaluator's bits, alone and in lanes.
final class SmallStateTest {
  private static final int BLOCKS = 300;

  @Test
  void randomBlocksAgreeWithTheEvaluator() {
    JvmCompiler compiler = new JvmCompiler(20_000);
    for (int seed = 0; seed < BLOCKS; seed++) {
      Block block = RandomBlock.of(seed, 25, 4);
      Agreement.check("block " + seed, block, compiler.compile(block, Target.single()), seed);
    }
  }

  @Test
  void randomBlocksInLanesAgreeWithTheEvaluator() {
    JvmCompiler compiler = new JvmCompiler(20_000);
    for (int seed = 0; seed < BLOCKS; seed++) {
      Block block = RandomBlock.of(seed, 12, 3);
      Agreement.check("block " + seed, block, compiler.compile(block, Target.lanes(16)), seed);
    }
  }
}
