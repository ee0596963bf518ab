package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Pace;
import org.junit.jupiter.api.Test;

/// Loops over arrays give the evaluator's bits.
final class ArrayRegimeTest {

  @Test
  void randomBlocksOfShortAxesAgreeWithTheEvaluator() {
    for (int seed = 0; seed < 300; seed++) {
      check(seed, 30, 5);
    }
  }

  @Test
  void randomBlocksOfMiddlingAxesAgreeWithTheEvaluator() {
    for (int seed = 300; seed < 600; seed++) {
      check(seed, 30, 40);
    }
  }

  @Test
  void randomBlocksOfLongAxesAgreeWithTheEvaluator() {
    for (int seed = 600; seed < 660; seed++) {
      check(seed, 20, 1100);
    }
  }

  private static void check(int seed, int lines, int largest) {
    Block block = RandomBlock.of(seed, lines, largest);
    for (Pace pace : Pace.values()) {
      Kernel kernel = new JvmCompiler(0, pace).compile(block, Target.single());
      Agreement.check("block " + seed + " " + pace, block, kernel, seed);
    }
  }
}
