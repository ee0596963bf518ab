package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Optional;

/// Values that stand in the lines themselves.
final class KnownValue {
  private KnownValue() {}

  /// The value of `v`, if a line of `b` says it.
  static Optional<Tensor> of(Var v, Builder b) {
    for (Let let : b.lets()) {
      if (let.op() instanceof Constant(var value) && let.target().equals(v)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
