package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A loop that gives the same value of each turn twice, as derivatives do that need one cotangent
/// for two purposes, gives it once.
final class EqualRows implements Pass {
  @Override
  public String name() {
    return "equal-rows";
  }

  @Override
  public String description() {
    return "lets a loop keep what it gives twice once";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(
        inner,
        names,
        (let, b) -> let.op() instanceof Region.Scan scan ? once(let, scan, b) : Optional.empty());
  }

  private static Optional<List<Var>> once(Let let, Region.Scan scan, Builder b) {
    List<Var> results = scan.body().results();
    int carried = scan.carried().size();
    List<Var> stacked = results.subList(carried, results.size());
    List<Var> different = stacked.stream().distinct().toList();
    if (different.size() == stacked.size()) {
      return Optional.empty();
    }
    List<Var> kept = new ArrayList<>(results.subList(0, carried));
    kept.addAll(different);
    Block body = new Block(scan.body().parameters(), scan.body().lets(), kept);
    List<Var> targets = b.emitAll(let.targets().getLast().name(), scan.withBlocks(List.of(body)));
    List<Var> all = new ArrayList<>(targets.subList(0, carried));
    stacked.forEach(v -> all.add(targets.get(carried + different.indexOf(v))));
    return Optional.of(all);
  }
}
