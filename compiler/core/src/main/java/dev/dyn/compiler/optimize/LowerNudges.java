package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.op.NudgeLines;
import java.util.Optional;

/// Takes away moments of length 0, whose derivatives have been taken.
///
/// ```
/// dt = nudge until …         →     dt = 0
/// y = nudge by dt … x …      →     y = x
/// ```
public final class LowerNudges implements Pass {
  @Override
  public String name() {
    return "lower-nudges";
  }

  @Override
  public String description() {
    return "takes away moments of length 0, of which only derivatives know";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(
        inner,
        names,
        (let, b) ->
            let.op() instanceof Nudge nudge
                ? Optional.of(NudgeLines.lines(nudge, b))
                : Optional.empty());
  }
}
