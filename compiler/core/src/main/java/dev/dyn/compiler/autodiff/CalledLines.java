package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import java.util.List;

/// Functions that stand for other lines are differentiated line by line.
final class CalledLines {
  private CalledLines() {}

  /// The lines that a call on arguments like `args` stands for, as a block of its own.
  static Block block(ScalarFn.Expand lines, List<Var> args, Builder b) {
    List<Var> parameters = args.stream().map(b.names()::freshLike).toList();
    Builder inner = new Builder(b.names());
    inner.at(b.site());
    Var result = lines.expand(inner, parameters);
    return new Block(parameters, inner.lets(), List.of(result));
  }
}
