package dev.dyn.compiler.ir;

import java.util.List;
import java.util.function.UnaryOperator;

/// The integers 0, 1, …, size − 1 as an i64 vector.
public record Iota(Dim size) implements Op {
  @Override
  public List<Var> operands() {
    return List.of();
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    return this;
  }
}
