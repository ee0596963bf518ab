package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.runtime.exec.Pace;
import dev.dyn.runtime.tensor.Elem;
import org.junit.jupiter.api.Test;

/// The random blocks that all engines are tested with, which have every row of the tables.
final class SharedBlocksTest {
  private static final int BLOCKS = 200;

  @Test
  void smallKernelsAgreeWithTheEvaluator() {
    check(new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE), Target.single(), Recipe.ALL);
  }

  @Test
  void arrayKernelsAgreeWithTheEvaluator() {
    check(new JvmCompiler(0, Pace.AT_ONCE), Target.single(), Recipe.ALL);
  }

  @Test
  void kernelsInLanesAgreeWithTheEvaluator() {
    check(
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.lanes(16),
        Recipe.ALL.withLines(12));
  }

  @Test
  void scalarKernelsInLanesAgreeWithTheEvaluator() {
    check(
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE),
        Target.lanes(16),
        Recipe.SCALARS);
  }

  private static void check(JvmCompiler compiler, Target target, Recipe recipe) {
    for (int seed = 0; seed < BLOCKS; seed++) {
      Elem elem = seed % 2 == 0 ? Elem.F64 : Elem.F32;
      RandomBlocks random = new RandomBlocks(seed, recipe.with(elem));
      Block block = random.block();
      Agreement.check(
          "block " + seed, block, compiler.compile(block, target), _ -> random.arguments(block));
    }
  }
}
