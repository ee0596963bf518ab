package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import java.util.List;

/// A sequence as the input of a map: a function of the number of the step. After the last step,
/// where only outputs are worked out, the last entry stays.
record StepInputs(String name, Var entries) implements Callable {
  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Builder builder = elaborator.builder();
    Var step = elaborator.numbers().integer(arguments.values().getFirst(), site);
    Var last = builder.sub(elaborator.size(entries.type().dim(0)), builder.integer(1));
    Var index = builder.call(Scalars.MIN, step, last);
    return new Value.Array(builder.emit(name, new Reindex.Gather(entries, List.of(index), 0)));
  }
}
