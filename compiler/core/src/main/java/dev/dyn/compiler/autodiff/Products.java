package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import java.util.HashMap;
import java.util.Map;

/// Writes products of tangents or cotangents with partial derivatives; factors 1 and −1, which most
/// rules of arithmetic have, are not written.
final class Products {
  private final Builder b;
  private final Map<Var, Double> uniform = new HashMap<>();
  private int seen;

  Products(Builder b) {
    this.b = b;
  }

  /// `change*factor`. If `masked`, zeros of `change` stay zeros even where the factor is infinite
  /// or no number.
  Var times(Var change, Var factor, boolean masked) {
    double known = known(factor);
    if (known == 1) {
      return change;
    }
    if (known == -1) {
      return b.neg(change);
    }
    if (!masked && known(change) == 1) {
      return factor;
    }
    return masked ? b.call(Scalars.MASKED_MUL, change, factor) : b.mul(change, factor);
  }

  /// `sum + change*factor`.
  Var plusTimes(Var sum, Var change, Var factor, boolean masked) {
    double known = known(factor);
    if (known == 1) {
      return b.add(sum, change);
    }
    if (known == -1) {
      return b.sub(sum, change);
    }
    return masked || known(change) == 1
        ? b.add(sum, times(change, factor, masked))
        : b.fma(change, factor, sum);
  }

  /// The number that all entries of `v` are known to equal; NaN if none is known.
  private double known(Var v) {
    for (; seen < b.lets().size(); seen++) {
      note(b.lets().get(seen));
    }
    return uniform.getOrDefault(v, Double.NaN);
  }

  private void note(Let let) {
    if (let.op() instanceof Constant(var value) && value.size() == 1 && value.elem().isReal()) {
      uniform.put(let.target(), value.scalar());
    } else if (let.op() instanceof Reindex.Broadcast(var arg, _, _) && uniform.containsKey(arg)) {
      uniform.put(let.target(), uniform.get(arg));
    }
  }
}
