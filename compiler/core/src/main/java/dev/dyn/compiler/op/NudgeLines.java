package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Var;
import java.util.List;

/// What is left of a [Nudge] when no more derivatives are taken: the states as they are, or a
/// length of 0.
public final class NudgeLines {
  private NudgeLines() {}

  /// Writes the lines and gives the results of `nudge`.
  public static List<Var> lines(Nudge nudge, Builder b) {
    return switch (nudge.extent()) {
      case Nudge.By _ -> nudge.states();
      case Nudge.Until _ -> List.of(b.fill(0, nudge.length()));
    };
  }

  /// A block with the operands of `nudge` as parameters and with its results.
  public static Block block(Nudge nudge) {
    Names names = new Names(0);
    List<Var> parameters = nudge.operands().stream().map(names::freshLike).toList();
    var given = parameters.iterator();
    Builder b = new Builder(names);
    return b.block(parameters, lines((Nudge) nudge.mapOperands(_ -> given.next()), b));
  }
}
