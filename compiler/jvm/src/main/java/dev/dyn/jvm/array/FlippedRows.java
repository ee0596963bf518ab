package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Results of loops that are only read from the last turn to the first, such as what a loop saves
/// for its derivative: the loop stores the row of its last turn first, and nothing has to be turned
/// over.
///
/// ```
/// h = scan length 9 …;  slice h axis 0 from 8 size 9 stride -1   →   the rows as they are stored
/// ```
final class FlippedRows {
  private final Set<Var> flipped = new HashSet<>();
  private final Set<Var> others = new HashSet<>();

  FlippedRows(Block block) {
    others.addAll(block.results());
    for (Let let : block.lets()) {
      if (let.op() instanceof Reindex.Slice slice && isFlip(slice)) {
        flipped.add(slice.arg());
      } else {
        others.addAll(let.op().operands());
      }
    }
  }

  private static boolean isFlip(Reindex.Slice slice) {
    return slice.axis() == 0
        && slice.stride() == -1
        && slice.size().equals(slice.arg().type().dims().getFirst())
        && slice.start().equals(slice.size().minus(Dim.ONE));
  }

  /// For each stacked result of the loop `let` whether the row of its last turn comes first; empty
  /// if none does.
  List<Boolean> of(Let let, Region.Scan scan) {
    if (scan.members().isPresent() || scan.stops()) {
      return List.of();
    }
    List<Boolean> fromLast = new ArrayList<>();
    for (Var target : let.targets().subList(scan.carried().size(), let.targets().size())) {
      fromLast.add(flipped.contains(target) && !others.contains(target));
    }
    return fromLast.contains(true) ? fromLast : List.of();
  }

  /// The tensor whose rows are stored from the last to the first as `stored`.
  static View turnedOver(View stored) {
    int n = stored.extents().getFirst();
    return stored.slice(0, n - 1, n, -1);
  }
}
