package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The partial derivatives of a product: for each entry the product of all others, right also where
/// entries are zero, and differentiable again. It costs the square of the number of factors;
/// dividing the product by the entry would cost less, but gives NaN at zeros and wrong second
/// derivatives.
final class OtherFactors {
  private OtherFactors() {}

  static Var of(Builder b, Var x, List<Integer> axes) {
    FoldedAxes axesTogether = new FoldedAxes(b, x.type(), axes);
    Var factors = axesTogether.fold(x);
    int kept = axesTogether.kept();
    Dim n = axesTogether.folded();
    List<Dim> square = new ArrayList<>(factors.type().dims());
    square.add(n);
    List<Integer> alongLast = new ArrayList<>(IntStream.range(0, kept).boxed().toList());
    alongLast.add(kept + 1);
    Var each = b.broadcast(factors, square, alongLast);
    Var left = b.broadcast(b.iota(n), square, List.of(kept));
    Var right = b.broadcast(b.iota(n), square, List.of(kept + 1));
    Var others = b.select(b.call(Scalars.EQ, left, right), b.fill(1, each.type()), each);
    return axesTogether.unfold(b.reduce(ReduceFn.PROD, others, List.of(kept + 1)));
  }
}
