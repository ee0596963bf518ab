package dev.dyn.compiler.ir;

import java.util.List;
import java.util.function.UnaryOperator;

/// An extent as an i64 scalar. Where the extent is known this is a constant.
public record Size(Dim size) implements Op {
  @Override
  public List<Var> operands() {
    return List.of();
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    return this;
  }
}
