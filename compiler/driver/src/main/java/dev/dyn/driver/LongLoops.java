package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.LoopCall;
import java.util.List;

/// Which loops of an experiment are steps of their own, because a run may have to stop and go on in
/// the midst of them.
final class LongLoops {
  /// Entries computed; below, a loop takes about a tenth of a second at most. Tests set it to 0.
  private static final double LONG = Long.getLong("dyn.longLoopsAbove", 50_000_000);

  private LongLoops() {}

  /// Loops of sizes that only the run knows stay among their lines.
  static boolean isLong(Region.Scan scan) {
    Block whole = new Block(scan.operands(), List.of(), List.of());
    return KnownSizes.in(whole)
        && KnownSizes.in(scan.body())
        && scan.length().isKnown()
        && work(scan) > LONG;
  }

  static LoopCall.Plan plan(Region.Scan scan) {
    return new LoopCall.Plan(
        scan.length().size(),
        scan.carried().size(),
        scan.scanned().size(),
        scan.members().map(m -> m.size().size()).orElse(1),
        scan.members().map(Region.Members::differs).orElse(List.of()),
        scan.stops());
  }

  private static double work(Region.Scan scan) {
    double members = scan.members().map(m -> (double) m.size().value()).orElse(1.0);
    return members * scan.length().value() * work(scan.body());
  }

  private static double work(Block block) {
    double work = 0;
    for (Let let : block.lets()) {
      for (Var target : let.targets()) {
        work += target.type().count().value();
      }
      if (let.op() instanceof Op.Contract(var left, _, _, int summed)) {
        List<Dim> dims = left.type().dims();
        double products = let.target().type().count().value();
        for (Dim dim : dims.subList(dims.size() - summed, dims.size())) {
          products *= dim.value();
        }
        work += products;
      }
      if (let.op() instanceof Region.Scan inner) {
        work += work(inner);
      }
    }
    return work;
  }
}
