package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// By which operation the variables of a builder are defined, as far as it has been written.
final class Definitions {
  private final Builder b;
  private final Map<Var, Op> found = new HashMap<>();
  private int seen;

  Definitions(Builder b) {
    this.b = b;
  }

  /// The operation whose only result is `v`; empty for parameters and results of regions.
  Optional<Op> of(Var v) {
    for (; seen < b.lets().size(); seen++) {
      Let let = b.lets().get(seen);
      if (let.targets().size() == 1) {
        found.put(let.target(), let.op());
      }
    }
    return Optional.ofNullable(found.get(v));
  }

  /// The number that all entries of `v` equal, if it is known: a tensor of one entry.
  Optional<Tensor> uniform(Var v) {
    return switch (of(v).orElse(null)) {
      case Constant(var value) when value.size() == 1 -> Optional.of(value);
      case Reindex.Broadcast(var arg, _, _) -> uniform(arg);
      case Reindex.Reshape(var arg, _) -> uniform(arg);
      case null, default -> Optional.empty();
    };
  }

  /// Whether all entries of `v` are known to have exactly the bits of `value`.
  boolean is(Var v, double value) {
    Optional<Tensor> known = uniform(v);
    return known.isPresent()
        && Double.doubleToRawLongBits(known.get().realAt(0)) == Double.doubleToRawLongBits(value);
  }
}
