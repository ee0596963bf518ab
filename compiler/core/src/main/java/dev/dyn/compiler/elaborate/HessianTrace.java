package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// `hessian_trace(loss, samples: n)`: the mean of `v·(H v)` over n vectors of random signs
/// (Hutchinson 1990), an estimate of the trace of the second derivative by all weights. Its
/// variance is at most twice the sum of the squares off the diagonal, over n.
final class HessianTrace {
  private static final Dim SAMPLES = Dim.of(100);

  private HessianTrace() {}

  static List<Builtin> all() {
    return List.of(Builtin.of("hessian_trace", "loss samples?", HessianTrace::trace));
  }

  private static Value trace(Elaborator e, Bound a) {
    Models.LossAt loss = Curvature.loss(e, a);
    Dim samples = a.has("samples") ? a.extent("samples") : SAMPLES;
    Block product =
        HigherOrder.differentiable(
            e,
            a.site(),
            () ->
                Derivatives.jvp(
                    Derivatives.grad(loss.block(), 0, e.names()), List.of(true), e.names()));
    Type scalar = Type.scalar(loss.theta().type().elem());
    Var stream = e.streamAt(a.site());
    Block turn =
        e.trace(
            List.of(scalar, Type.I64),
            List.of("sum", "k"),
            vars -> {
              Builder b = e.builder();
              Var v = signs(b, b.call(Scalars.MIX, stream, vars.get(1)), loss.theta().type());
              Var moved = Blocks.inline(product, List.of(loss.theta(), v), b).get(1);
              Var one = b.reduceAll(ReduceFn.SUM, b.mul(v, moved));
              return List.of(b.add(vars.getFirst(), one));
            });
    Blocks.Closed closed = Blocks.close(turn, e.names());
    Builder b = e.builder();
    Var sum =
        b.emit(
            "trace",
            new Region.Scan(
                closed.block(),
                samples,
                List.of(b.fill(0, scalar)),
                List.of(b.iota(samples)),
                closed.captured(),
                Optional.empty()));
    return new Value.Array(b.div(sum, b.convert(e.size(samples), scalar.elem())));
  }

  /// A vector of −1 and 1, each equally likely.
  private static Var signs(Builder b, Var stream, Type type) {
    Type wide = type.withElem(Elem.F64);
    List<Var> law = List.of(b.fill(-1, wide), b.fill(1, wide));
    Var drawn = b.emit("v", new Op.Draw(Distribution.UNIFORM, stream, law, type.dims(), Elem.F64));
    Var isPositive = b.call(Scalars.GE, drawn, b.fill(0, wide));
    return b.select(isPositive, b.fill(1, type), b.fill(-1, type));
  }
}
