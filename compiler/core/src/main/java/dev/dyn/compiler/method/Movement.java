package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `x + h*sum(weights[i]*slopes[i])` as lines of IR, written as the slopes become known, so that
/// none has to be kept for the sum.
///
/// Where all weights are whole multiples of the smallest, as those of rk4 are 1, 2, 2 and 1 sixths,
/// slopes are summed with these multiples, and `h` times the smallest weight, which is the same for
/// all entries, multiplies the sum: fewer operations and fewer roundings.
final class Movement {
  private static final double LARGEST_MULTIPLE = 8;

  private final Builder b;
  private final List<Double> weights;
  private final double unit;
  private final List<Optional<Var>> sums = new ArrayList<>();
  private int added;

  Movement(Builder b, List<Double> weights) {
    this.b = b;
    this.weights = weights;
    this.unit = unit(weights);
  }

  /// Adds the next stage: its slope of each state.
  void add(List<Var> slopes) {
    double weight = weights.get(added++);
    for (int s = 0; s < slopes.size(); s++) {
      if (added == 1) {
        sums.add(Optional.empty());
      }
      if (weight != 0) {
        double multiple = unit == 1 ? weight : Math.rint(weight / unit);
        sums.set(s, Optional.of(SlopeSums.plus(b, sums.get(s), multiple, slopes.get(s))));
      }
    }
  }

  /// The states that a step of size `h` from `states` leads to; a state itself where nothing was
  /// added.
  List<Var> from(List<Var> states, Var h) {
    Var step = unit == 1 ? h : b.mul(b.real(unit, Elem.F64), h);
    List<Var> moved = new ArrayList<>();
    for (int s = 0; s < states.size(); s++) {
      Var x = states.get(s);
      Optional<Var> sum = sums.isEmpty() ? Optional.empty() : sums.get(s);
      moved.add(sum.map(k -> b.fma(SlopeSums.spread(b, step, x.type()), k, x)).orElse(x));
    }
    return moved;
  }

  /// The smallest weight, if all are exact and small multiples of it, else 1.
  private static double unit(List<Double> weights) {
    double least =
        weights.stream().filter(w -> w != 0).min(Comparator.comparing(Math::abs)).orElse(1.0);
    return weights.stream().allMatch(w -> isSmallMultiple(w, least)) ? least : 1;
  }

  private static boolean isSmallMultiple(double weight, double unit) {
    double multiple = Math.rint(weight / unit);
    return Math.abs(multiple) <= LARGEST_MULTIPLE && multiple * unit == weight;
  }
}
