package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;

/// What must hold of the sizes in a block before it is compiled.
final class Shapes {
  private Shapes() {}

  static void requireKnown(Block block) {
    block.parameters().forEach(Shapes::requireKnown);
    for (Let let : block.lets()) {
      let.targets().forEach(Shapes::requireKnown);
    }
  }

  private static void requireKnown(Var v) {
    if (!v.type().isKnown()) {
      throw new Unsupported("`" + v.name() + "`, whose size " + v.type() + " is not known");
    }
  }
}
