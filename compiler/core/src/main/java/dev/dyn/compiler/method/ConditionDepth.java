package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How deep a state lies inside a condition: `a - b` for `a > b` and `a >= b`, the smaller depth
/// for `and`, the larger for `or`. At the border it is 0.
public final class ConditionDepth {
  private ConditionDepth() {}

  /// Writes the depth in `condition`, if it is of these kinds.
  ///
  /// @param lines what each variable of the builder stands for
  public static Optional<Var> of(Builder b, Map<Var, Op> lines, Var condition) {
    if (!(lines.get(condition) instanceof Op.Elementwise(ScalarFn fn, List<Var> args))) {
      return Optional.empty();
    }
    boolean isOrder = fn == Scalars.GT || fn == Scalars.GE || fn == Scalars.LT || fn == Scalars.LE;
    if (isOrder && args.getFirst().type().elem().isReal()) {
      boolean isAbove = fn == Scalars.GT || fn == Scalars.GE;
      return Optional.of(
          isAbove ? b.sub(args.get(0), args.get(1)) : b.sub(args.get(1), args.get(0)));
    }
    if (fn == Scalars.AND || fn == Scalars.OR) {
      Optional<Var> one = of(b, lines, args.get(0));
      Optional<Var> other = of(b, lines, args.get(1));
      if (one.isPresent() && other.isPresent()) {
        ScalarFn of = fn == Scalars.AND ? Scalars.MIN : Scalars.MAX;
        return Optional.of(
            b.call(of, b.convert(one.get(), Elem.F64), b.convert(other.get(), Elem.F64)));
      }
      return Optional.empty();
    }
    return fn == Scalars.NOT ? of(b, lines, args.getFirst()).map(b::neg) : Optional.empty();
  }
}
