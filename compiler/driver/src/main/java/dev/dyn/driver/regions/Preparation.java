package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.optimize.DeadCode;

/// What is done with a step block before it is compiled.
final class Preparation {
  private Preparation() {}

  static Block optimized(Block block) {
    return DeadCode.prune(block);
  }
}
