package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Renumbering;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import java.util.List;
import java.util.stream.Stream;

/// What is done with a step block before it is compiled: the same passes as with the program. They
/// find what the stages of a method have in common, such as a first stage that needs no sum.
/// Variables are numbered from 0, so that equal blocks look equal.
final class Preparation {
  private Preparation() {}

  static Block optimized(Block block) {
    return Renumbering.of(Passes.standard().run(block, new Names(firstFree(block))));
  }

  private static int firstFree(Block block) {
    return Stream.concat(
                block.parameters().stream(),
                block.lets().stream().map(Let::targets).flatMap(List::stream))
            .mapToInt(Var::id)
            .max()
            .orElse(-1)
        + 1;
  }
}
