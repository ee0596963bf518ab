package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sizes in units of the tolerance: `mean((e[i]/(atol + rtol*max(|x[i]|, |y[i]|)))^2)` over all
/// components of all states, as an f64 (Hairer, Nørsett, Wanner 1993, II.4, eq. 4.11, squared).
/// Each state is summed in the order of all sums, then the states.
final class ErrorNorm {
  private final Builder b;
  private final List<Var> tolerances = new ArrayList<>();
  private final Var size;

  ErrorNorm(Builder b, FlowSystem system, Var rtol, Var atol, List<Var> x, List<Var> y) {
    this.b = b;
    this.size = asReal(system.size());
    for (int s = 0; s < x.size(); s++) {
      Type type = x.get(s).type();
      Var largest = magnitude(x.get(s));
      if (!x.get(s).equals(y.get(s))) {
        largest = b.call(Scalars.MAX, largest, magnitude(y.get(s)));
      }
      Var relative = SlopeSums.spread(b, rtol, type);
      tolerances.add(b.fma(relative, largest, SlopeSums.spread(b, atol, type)));
    }
  }

  private Var asReal(Dim count) {
    return count.isKnown()
        ? b.real(count.value(), Elem.F64)
        : b.convert(b.emit("size", new Size(count)), Elem.F64);
  }

  private Var magnitude(Var x) {
    return b.call(Scalars.MAX, x, b.neg(x));
  }

  Var meanSquare(List<Var> entries) {
    return b.div(sumOfSquares(entries), size);
  }

  private Var sumOfSquares(List<Var> entries) {
    Optional<Var> sum = Optional.empty();
    for (int s = 0; s < entries.size(); s++) {
      Var ratio = b.div(entries.get(s), tolerances.get(s));
      Var squares = b.convert(b.reduceAll(ReduceFn.SUM, b.mul(ratio, ratio)), Elem.F64);
      sum = Optional.of(sum.map(before -> b.add(before, squares)).orElse(squares));
    }
    return sum.orElseThrow();
  }

  /// The mean square of the error that `m` estimates for a step of size h.
  ///
  /// With two estimates e (fine) and E (coarse) it is `|e|^4 / (|e|^2 + 0.01*|E|^2)`, of higher
  /// order than e (Hairer, Nørsett, Wanner 1993, II.10, program DOP853).
  Var ofStep(Tableau m, Var h, List<List<Var>> slopes) {
    Var fine = sumOfSquares(estimate(m.error(), h, slopes));
    if (m.coarse().isEmpty()) {
      return b.div(fine, size);
    }
    Var coarse = sumOfSquares(estimate(m.coarse(), h, slopes));
    Var measure = b.fma(b.real(0.01, Elem.F64), coarse, fine);
    Var combined = b.div(b.mul(fine, b.div(fine, measure)), size);
    Var nothing = b.call(Scalars.EQ, measure, b.real(0, Elem.F64));
    return b.select(nothing, b.real(0, Elem.F64), combined);
  }

  private List<Var> estimate(List<Double> weights, Var h, List<List<Var>> slopes) {
    List<Var> estimates = new ArrayList<>();
    for (int s = 0; s < slopes.getFirst().size(); s++) {
      Var sum = SlopeSums.of(b, weights, slopes, s).orElseThrow();
      estimates.add(b.mul(SlopeSums.spread(b, h, sum.type()), sum));
    }
    return estimates;
  }
}
