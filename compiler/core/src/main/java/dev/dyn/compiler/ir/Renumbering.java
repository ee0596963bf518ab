package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the variables of a block anew in order of appearance: what it takes from outside,
/// parameters, lines, and with each region the blocks inside.
///
/// ```
/// block (%x.41: f64) { %y.57: f64 = exp(%x.41) } -> (%y.57)
///     ⟶    block (%x.0: f64) { %y.1: f64 = exp(%x.0) } -> (%y.1)
/// ```
public final class Renumbering {
  private final Names names = new Names();

  private Renumbering() {}

  public static Block of(Block block) {
    return new Renumbering().renumbered(block, new HashMap<>());
  }

  private Block renumbered(Block block, Map<Var, Var> known) {
    for (Var outer : Blocks.freeVariables(block)) {
      known.computeIfAbsent(outer, names::freshLike);
    }
    List<Var> parameters = defined(block.parameters(), known);
    List<Let> lets = new ArrayList<>();
    for (Let let : block.lets()) {
      Op op = let.op().mapOperands(known::get);
      if (op instanceof Region region) {
        List<Block> inner =
            region.blocks().stream().map(b -> renumbered(b, new HashMap<>())).toList();
        op = region.withBlocks(inner);
      }
      lets.add(new Let(defined(let.targets(), known), op, let.site()));
    }
    return new Block(parameters, lets, block.results().stream().map(known::get).toList());
  }

  private List<Var> defined(List<Var> vars, Map<Var, Var> known) {
    List<Var> fresh = vars.stream().map(names::freshLike).toList();
    for (int k = 0; k < vars.size(); k++) {
      known.put(vars.get(k), fresh.get(k));
    }
    return fresh;
  }
}
