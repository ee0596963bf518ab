package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Var;
import java.util.List;

/// By how much time and noises grow in a step, while a stochastic equation is traced.
///
/// @param noises whose growth `vars` is, in this order
record Growth(Var dt, List<Noise> noises, List<Var> vars) {
  /// The names that mean something in the equation of `state` of the system with the names
  /// `owner…`.
  void define(Scope scope, String owner, String state) {
    scope.define("dt", new Value.Array(dt));
    for (int k = 0; k < noises.size(); k++) {
      Noise noise = noises.get(k);
      if (noise.owner().equals(owner)
          && noise.state().filter(other -> !other.equals(state)).isEmpty()) {
        scope.define(noise.name(), new Value.Array(vars.get(k)));
      }
    }
  }
}
