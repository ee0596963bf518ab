package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.LossChecks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Rows that a scan stacks and nobody reads, and operands that its turns do not use: a copy a turn
/// each, and all that is computed for them. The losses of a training stay, because it stops where
/// one is not finite, also if nobody looks at them.
final class DeadRows {
  private DeadRows() {}

  /// The line without them.
  ///
  /// @param needed what later lines read
  static Let dropped(Let let, Set<Var> needed) {
    return let.op() instanceof Region.Scan scan && scan.members().isEmpty()
        ? withoutOperands(withoutRows(let, scan, needed))
        : let;
  }

  private static Let withoutRows(Let let, Region.Scan scan, Set<Var> needed) {
    List<Var> targets = new ArrayList<>();
    List<Var> results = new ArrayList<>();
    for (int k = 0; k < let.targets().size(); k++) {
      Var target = let.targets().get(k);
      boolean tellsSize = !target.type().dims().stream().allMatch(Dim::isKnown);
      Var result = scan.body().results().get(k);
      if (k < scan.carried().size()
          || tellsSize
          || needed.contains(target)
          || isLoss(result, scan.body())) {
        targets.add(target);
        results.add(result);
      }
    }
    if (targets.size() == let.targets().size()) {
      return let;
    }
    Block body = new Block(scan.body().parameters(), scan.body().lets(), results);
    return new Let(targets, scan.withBlocks(List.of(DeadCode.prune(body))), let.site());
  }

  private static boolean isLoss(Var result, Block body) {
    return body.lets().stream()
        .anyMatch(let ->
            let.op() instanceof Op.Elementwise(var fn, _)
                && fn == LossChecks.FINITE
                && let.targets().contains(result));
  }

  private static Let withoutOperands(Let let) {
    Region.Scan scan = (Region.Scan) let.op();
    Set<Var> used = new HashSet<>(scan.body().results());
    scan.body().lets().forEach(line -> used.addAll(line.op().operands()));
    int c = scan.carried().size();
    int r = c + scan.scanned().size();
    List<Var> parameters = new ArrayList<>();
    List<Var> scanned = new ArrayList<>();
    List<Var> environment = new ArrayList<>();
    List<Var> operands = scan.operands();
    for (int k = 0; k < operands.size(); k++) {
      Var parameter = scan.body().parameters().get(k);
      if (k < c || used.contains(parameter)) {
        parameters.add(parameter);
        if (k >= c) {
          (k < r ? scanned : environment).add(operands.get(k));
        }
      }
    }
    if (parameters.size() == operands.size()) {
      return let;
    }
    Block body = new Block(parameters, scan.body().lets(), scan.body().results());
    Region.Scan less =
        new Region.Scan(
            body,
            scan.length(),
            scan.carried(),
            scanned,
            environment,
            scan.members(),
            scan.stops());
    return new Let(let.targets(), less, let.site());
  }
}
