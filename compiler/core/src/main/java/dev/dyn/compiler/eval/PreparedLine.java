package dev.dyn.compiler.eval;

import dev.dyn.runtime.tensor.Tensor;

/// A line of one result that is run many times.
@FunctionalInterface
public interface PreparedLine {
  /// @param operands of the types that the line was prepared for, in the order of
  ///   [dev.dyn.compiler.ir.Op#operands()]
  Tensor run(Tensor[] operands);
}
