package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Expansions;
import java.util.stream.Stream;

/// Blocks on their own: new variables get numbers above those that the block has.
public final class Numbered {
  private Numbered() {}

  /// The block without calls of functions that are written with other functions.
  public static Block expanded(Block block) {
    Stream<Var> defined = block.lets().stream().flatMap(let -> let.targets().stream());
    int largest =
        Stream.concat(block.parameters().stream(), defined).mapToInt(Var::id).max().orElse(0);
    return Expansions.expand(block, new Names(largest + 1));
  }
}
