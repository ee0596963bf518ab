package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SizeNames;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Drops lines that no result needs.
///
/// ```
/// a = mul x x                          b = add x x
/// b = add x x            →             results b
/// results b
/// ```
///
/// Operations have no effects but their results and failures of the run. A dropped line can
/// therefore hide a failure, such as an index out of range, whose value nobody asked for; that is
/// meant. The loss of a training is always asked for, as long as the training itself is.
public final class DeadCode implements Pass {
  @Override
  public String name() {
    return "dead-code";
  }

  @Override
  public String description() {
    return "drops what no result needs";
  }

  @Override
  public Block run(Block block, Names names) {
    return prune(block);
  }

  /// `block` with the lines that its results need, in the same order.
  public static Block prune(Block block) {
    Set<Var> needed = new HashSet<>(block.results());
    Set<String> sizes = new HashSet<>();
    List<Let> kept = new ArrayList<>();
    for (Let let : block.lets().reversed()) {
      if (let.targets().stream().anyMatch(needed::contains) || SizeNames.tells(let, sizes)) {
        Let pruned = DeadRows.dropped(new Let(let.targets(), pruned(let.op()), let.site()), needed);
        sizes.addAll(SizeNames.in(pruned));
        needed.addAll(pruned.op().operands());
        kept.add(pruned);
      }
    }
    Collections.reverse(kept);
    return block.withLets(kept);
  }

  private static Op pruned(Op op) {
    return op instanceof Region region
        ? (Op) region.withBlocks(region.blocks().stream().map(DeadCode::prune).toList())
        : op;
  }
}
