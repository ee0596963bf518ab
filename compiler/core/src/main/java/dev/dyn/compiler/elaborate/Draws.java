package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Draws from laws, as lines of the IR.
final class Draws {
  private Draws() {}

  /// Entries of type `type`, drawn from `law` by `stream`; the parameters of the law may be single numbers or fit the shape.
  static Var draw(Elaborator elaborator, Value law, Type type, Var stream, Span site) {
    if (!(law instanceof Value.Law(Distribution distribution, List<Value> parameters))) {
      throw elaborator.fail(
          Diagnostic.of(
                  NameCodes.UNKNOWN_DISTRIBUTION,
                  "A distribution is needed here.",
                  site,
                  "this is " + law.describe())
              .note("Distributions are `uniform(a, b)`, `normal(m, s)`, `exponential(rate)` and the like."));
    }
    Elem elem = distribution.isDiscrete() ? Elem.I64 : elaborator.real();
    List<Var> fitted = new ArrayList<>();
    for (Value parameter : parameters) {
      Var var =
          distribution == Distribution.UNIFORM_INT
              ? elaborator.numbers().integer(parameter, site)
              : elaborator.numbers().toReal(parameter, site);
      if (Numbers.join(var.type().dims(), type.dims()).filter(type.dims()::equals).isEmpty()) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.SHAPE_MISMATCH,
                "A parameter of this distribution has the wrong shape.",
                site,
                "`" + Value.shape(var.type().dims()) + "` does not fit `" + Value.shape(type.dims()) + "`"));
      }
      fitted.add(elaborator.numbers().stretch(var, type.dims()));
    }
    List<Dim> dims = type.dims();
    Var drawn = elaborator.builder().emit(distribution.label(), new Op.Draw(distribution, stream, fitted, dims, elem));
    return type.elem().isReal() ? elaborator.numbers().real(drawn) : drawn;
  }
}
