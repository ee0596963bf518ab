package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A walk over the lines of a block in which some are replaced. Lines that stay keep their
/// variables.
final class Rewriting {
  private Rewriting() {}

  /// Says what a line is to be replaced with.
  @FunctionalInterface
  interface Rule {
    /// @param let a line, on variables of the builder
    /// @param b to which further lines may be written
    /// @return what stands for the line's targets; empty to keep the line
    Optional<List<Var>> replace(Let let, Builder b);
  }

  static Block rewrite(Block block, Names names, Rule rule) {
    Builder b = new Builder(names);
    Map<Var, Var> replaced = new HashMap<>();
    for (Let old : block.lets()) {
      Op op = old.op().mapOperands(v -> replaced.getOrDefault(v, v));
      Let let = new Let(old.targets(), op, old.site());
      b.at(old.site());
      Optional<List<Var>> other = rule.replace(let, b);
      if (other.isEmpty()) {
        b.append(let);
      } else {
        for (int k = 0; k < old.targets().size(); k++) {
          replaced.put(old.targets().get(k), other.get().get(k));
        }
      }
    }
    List<Var> results = block.results().stream().map(v -> replaced.getOrDefault(v, v)).toList();
    return new Block(block.parameters(), b.lets(), results);
  }

  /// `block` with `change` done to all blocks of its regions.
  static Block inside(Block block, UnaryOperator<Block> change) {
    List<Let> lets =
        block.lets().stream()
            .map(let ->
                let.op() instanceof Region region
                    ? new Let(
                        let.targets(),
                        region.withBlocks(region.blocks().stream().map(change).toList()),
                        let.site())
                    : let)
            .toList();
    return block.withLets(lets);
  }
}
