package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A value known to the compiler. Large regular values are better said with [Iota] and
/// [Reindex.Broadcast].
public record Constant(Tensor value) implements Op {
  @Override
  public List<Var> operands() {
    return List.of();
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    return this;
  }

  public Type type() {
    List<Dim> dims = new ArrayList<>();
    for (int extent : value.shape().extents()) {
      dims.add(Dim.of(extent));
    }
    return new Type(value.elem(), dims);
  }
}
