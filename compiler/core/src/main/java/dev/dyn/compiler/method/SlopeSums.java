package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// Sums of slopes as lines of IR, in the one order that all engines follow: `w0*k0`, then one fma
/// for each further slope; weights that are 0 are left out.
///
/// `slopes.get(i).get(s)` is stage i of state s throughout.
final class SlopeSums {
  private SlopeSums() {}

  /// `sum(weights[i]*slopes[i])` for state `state`, or nothing if all weights are 0.
  static Optional<Var> of(Builder b, List<Double> weights, List<List<Var>> slopes, int state) {
    Optional<Var> sum = Optional.empty();
    for (int i = 0; i < weights.size(); i++) {
      double weight = weights.get(i);
      if (weight != 0) {
        Var slope = slopes.get(i).get(state);
        sum = Optional.of(plus(b, sum, weight, slope));
      }
    }
    return sum;
  }

  /// `sum + weight*slope`.
  static Var plus(Builder b, Optional<Var> sum, double weight, Var slope) {
    if (weight == 1) {
      return sum.map(s -> b.add(s, slope)).orElse(slope);
    }
    Var factor = b.fill(weight, slope.type());
    return sum.map(s -> b.fma(factor, slope, s)).orElseGet(() -> b.mul(factor, slope));
  }

  /// The same with weights that are f64 variables of the block.
  static Var ofVariables(Builder b, List<Var> weights, List<Var> slopes) {
    Var sum = b.mul(spread(b, weights.getFirst(), slopes.getFirst().type()), slopes.getFirst());
    for (int i = 1; i < weights.size(); i++) {
      Var slope = slopes.get(i);
      sum = b.fma(spread(b, weights.get(i), slope.type()), slope, sum);
    }
    return sum;
  }

  /// `x + h*sum(weights[i]*slopes[i])` for each state; x itself where there is nothing to add.
  static List<Var> advance(
      Builder b, List<Var> states, Var h, List<Double> weights, List<List<Var>> slopes) {
    Movement movement = new Movement(b, weights);
    slopes.subList(0, Math.min(weights.size(), slopes.size())).forEach(movement::add);
    return movement.from(states, h);
  }

  /// The f64 scalar `value` in every entry of a tensor like `like`.
  static Var spread(Builder b, Var value, Type like) {
    return b.broadcast(b.convert(value, like.elem()), like.dims(), List.of());
  }

  /// `t + c*h` in f64.
  static Var timeAt(Builder b, Var t, Var h, double c) {
    if (c == 0) {
      return t;
    }
    return c == 1 ? b.add(t, h) : b.fma(b.real(c, Elem.F64), h, t);
  }
}
