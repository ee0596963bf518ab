package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.compiler.source.Span;
import java.util.List;

/// Warns of weights that a loss does not depend on: they stay what they were.
final class UnusedWeights {
  private UnusedWeights() {}

  /// @param loss `(all weights) → (loss)`, open
  static void report(Elaborator elaborator, Objective objective, Block loss, Span site) {
    Block needed = DeadCode.prune(loss);
    Var theta = needed.parameters().getFirst();
    List<Theta.Slot> unused =
        objective.theta().slots().stream().filter(slot -> !reads(needed, theta, slot)).toList();
    for (Theta.Slot slot : unused) {
      elaborator.report(
          Diagnostic.of(
                  SystemCodes.WEIGHT_WITHOUT_LOSS,
                  "The loss does not depend on the weight `" + written(slot) + "`.",
                  site)
              .note("Training does not change it."));
    }
  }

  /// The weight as programs write it, `net.blocks[0].W`.
  private static String written(Theta.Slot slot) {
    return slot.name().replaceAll("\\.([0-9]+)", "[$1]");
  }

  private static boolean reads(Block block, Var theta, Theta.Slot slot) {
    return block.lets().stream()
            .map(Let::op)
            .anyMatch(op ->
                op.operands().contains(theta)
                    && !(op instanceof Reindex.Slice slice
                        && slice.arg().equals(theta)
                        && !slice.start().equals(slot.start())))
        || block.results().contains(theta);
  }
}
