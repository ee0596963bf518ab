package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import java.util.List;
import java.util.Optional;

/// The condition under which what is being elaborated counts. Both branches of an `if` are computed
/// where the condition is known only in the run; what could fail in the branch that is not taken
/// gets harmless operands instead: in
///
/// ```
/// [if i < n - 1 then x[i + 1] else 0.0 for i in 0..<n]
/// ```
///
/// the last `i` looks up `x[0]`, which nobody sees. Indices, divisors of ints and the masks of
/// `first` are treated so.
///
/// @param condition a single truth value
/// @param holds whether the branch is taken where the condition is true
/// @param outer the condition of the branch around this one
record Guard(Var condition, boolean holds, Optional<Guard> outer) {
  /// Whether the branch is taken, as a truth value in the lines of `builder`.
  Var taken(Builder builder) {
    Var own = holds ? condition : builder.call(Scalars.NOT, condition);
    return outer.map(around -> builder.call(Scalars.AND, around.taken(builder), own)).orElse(own);
  }

  /// `var` where the branch is taken, elsewhere `harmless`.
  Var protect(Var var, long harmless, Builder builder) {
    Var taken = builder.broadcast(taken(builder), var.type().dims(), List.of());
    return builder.call(Scalars.GUARD, taken, var, builder.fill(harmless, var.type()));
  }
}
