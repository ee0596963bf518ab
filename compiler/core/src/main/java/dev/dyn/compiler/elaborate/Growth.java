package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;

/// By how much time and noises grow in a step, while the stochastic equations of a system are
/// traced.
///
/// @param noises whose growth `vars` is, in this order; their owners are seen from the system
record Growth(Var dt, List<Noise> noises, List<Var> vars) {
  /// The names that mean something in the equation of `state` of the system itself.
  void define(Scope scope, String state) {
    scope.define("dt", new Value.Array(dt));
    for (int k = 0; k < noises.size(); k++) {
      Noise noise = noises.get(k);
      if (noise.owner().isEmpty()
          && noise.state().filter(other -> !other.equals(state)).isEmpty()) {
        scope.define(noise.name(), new Value.Array(vars.get(k)));
      }
    }
  }

  /// The same as the part `name` sees it.
  Growth inside(String name) {
    String prefix = name + ".";
    List<Noise> inner = new ArrayList<>();
    List<Var> growing = new ArrayList<>();
    for (int k = 0; k < noises.size(); k++) {
      if (noises.get(k).owner().startsWith(prefix)) {
        inner.add(noises.get(k).inside(prefix));
        growing.add(vars.get(k));
      }
    }
    return new Growth(dt, inner, growing);
  }

  /// The same as the equations for weight number `place` see it: noises of their own are like the
  /// weight, declared ones are shared by all weights.
  Growth ofWeight(PerTensor states, int place, Builder b) {
    List<Var> pieces = new ArrayList<>();
    for (int k = 0; k < noises.size(); k++) {
      Var all = vars.get(k);
      pieces.add(noises.get(k).state().map(s -> states.piece(s, all, place, b)).orElse(all));
    }
    return with(pieces);
  }

  Growth with(List<Var> others) {
    return new Growth(dt, noises, others);
  }
}
