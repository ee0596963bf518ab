package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Size;

/// Whether the sizes in a block, those inside its loops and simulations among them, are known
/// before the run, as compiling it needs.
public final class KnownSizes {
  private KnownSizes() {}

  public static boolean in(Block block) {
    return block.parameters().stream().allMatch(parameter -> parameter.type().isKnown())
        && block.lets().stream().allMatch(KnownSizes::in);
  }

  static boolean in(Let let) {
    return let.targets().stream().allMatch(target -> target.type().isKnown())
        && (!(let.op() instanceof Size(Dim size)) || size.isKnown())
        && (!(let.op() instanceof Region region)
            || region.blocks().stream().allMatch(KnownSizes::in));
  }
}
