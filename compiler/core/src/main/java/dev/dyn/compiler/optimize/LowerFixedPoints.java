package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.op.FixedPointLoop;
import java.util.Optional;

/// Writes fixed points, whose derivatives have been taken, as loops that stop when nothing moves
/// any more.
///
/// ```
/// z = fixed_point z0 { … }     →     rest, change, scale, z = scan … stops { … }
///                                    z' = converged z, change, scale, tolerance
/// ```
public final class LowerFixedPoints implements Pass {
  @Override
  public String name() {
    return "lower-fixed-points";
  }

  @Override
  public String description() {
    return "writes searches for fixed points as loops";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(
        inner,
        names,
        (let, b) ->
            let.op() instanceof FixedPoint point
                ? Optional.of(FixedPointLoop.lines(point, b))
                : Optional.empty());
  }
}
