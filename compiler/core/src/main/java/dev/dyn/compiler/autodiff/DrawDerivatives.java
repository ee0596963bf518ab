package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Derivatives of random entries by the parameters of their law, with the underlying standard draw
/// held fixed ("reparameterization", Kingma and Welling 2014). Known where entries are `location +
/// scale*standard` or a function of that.
final class DrawDerivatives {
  private DrawDerivatives() {}

  static Optional<Var> tangent(Builder b, Op.Draw draw, Var y, List<Optional<Var>> dp, int site) {
    List<Optional<Var>> partials = partials(b, draw, y, dp, site);
    Optional<Var> total = Optional.empty();
    for (int k = 0; k < dp.size(); k++) {
      if (dp.get(k).isPresent()) {
        Var change = dp.get(k).get();
        Var partial = partials.get(k).orElseThrow();
        total =
            Optional.of(
                total.isPresent() ? b.fma(change, partial, total.get()) : b.mul(change, partial));
      }
    }
    return total;
  }

  static List<Optional<Var>> cotangents(
      Builder b, Op.Draw draw, Var y, Var w, List<Boolean> active, int site) {
    List<Optional<Var>> wanted =
        active.stream().map(a -> a ? Optional.of(w) : Optional.<Var>empty()).toList();
    List<Optional<Var>> partials = partials(b, draw, y, wanted, site);
    return partials.stream().map(p -> p.map(partial -> b.mul(w, partial))).toList();
  }

  /// The partial derivatives by the parameters for which `wanted` has a value.
  private static List<Optional<Var>> partials(
      Builder b, Op.Draw draw, Var y, List<Optional<Var>> wanted, int site) {
    List<Optional<Var>> partials = new ArrayList<>();
    for (int k = 0; k < wanted.size(); k++) {
      int parameter = k;
      partials.add(wanted.get(k).map(_ -> partial(b, draw, y, parameter, site)));
    }
    return partials;
  }

  private static Var partial(Builder b, Op.Draw draw, Var y, int k, int site) {
    return switch (draw.distribution()) {
      case NORMAL, CAUCHY -> k == 0 ? b.fill(1, y.type()) : standard(b, draw, y.type());
      case LOGNORMAL -> k == 0 ? y : b.mul(y, standard(b, draw, y.type()));
      case UNIFORM -> {
        Var share = standard(b, draw, y.type());
        yield k == 0 ? b.sub(b.fill(1, y.type()), share) : share;
      }
      case EXPONENTIAL -> b.neg(b.div(y, draw.parameters().getFirst()));
      case GAMMA, BETA, STUDENT_T, POISSON, BERNOULLI, UNIFORM_INT ->
          throw new NotDifferentiable(draw.distribution().label(), site);
    };
  }

  /// The draw behind the entries: the same stream with location 0 and scale 1.
  private static Var standard(Builder b, Op.Draw draw, Type type) {
    Distribution standard =
        draw.distribution() == Distribution.LOGNORMAL ? Distribution.NORMAL : draw.distribution();
    List<Var> parameters = List.of(b.fill(0, type), b.fill(1, type));
    return b.emit(
        "standard", new Op.Draw(standard, draw.stream(), parameters, draw.dims(), draw.elem()));
  }
}
