package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.stream.IntStream;

/// A region as one member of it sees it.
final class SingleMember {
  private SingleMember() {}

  /// Parameters for the operands of `region`, without the axis of its members.
  static List<Var> parameters(Region region, Names names) {
    List<Var> operands = region.operands();
    return IntStream.range(0, operands.size())
        .mapToObj(k -> {
          Var operand = operands.get(k);
          boolean differs = region.members().map(all -> all.differs().get(k)).orElse(false);
          Type type = differs ? operand.type().inner(1) : operand.type();
          return names.fresh(operand.name(), type);
        })
        .toList();
  }
}
