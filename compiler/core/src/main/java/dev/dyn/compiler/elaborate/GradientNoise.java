package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import java.util.List;
import java.util.Optional;

/// `gradient_noise(loss, samples: n)`: the trace of the covariance of the gradient of a loss over
/// what steps draw, from n fresh batches at the current weights: the mean squared distance of
/// gradients from their mean, over n − 1.
///
/// Times the size of a batch it is the trace of the covariance of single examples, as in the simple
/// noise scale of McCandlish, Kaplan, Amodei and the OpenAI Dota team 2018. The mean and the sum of
/// squares are brought up to date batch by batch (Welford 1962).
final class GradientNoise {
  private static final Dim SAMPLES = Dim.of(32);

  private GradientNoise() {}

  static Builtin builtin() {
    return Builtin.of("gradient_noise", "loss samples?", GradientNoise::noise);
  }

  private static Value noise(Elaborator e, Bound a) {
    Models.LossAt loss = Curvature.loss(e, a);
    Dim samples = a.has("samples") ? a.extent("samples") : SAMPLES;
    if (samples.isKnown() && samples.value() < 2) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NEGATIVE_DIMENSION,
              "At least two batches are needed to see how their gradients differ.",
              a.span("samples"),
              "this is " + samples));
    }
    Type vector = loss.theta().type();
    Type scalar = Type.scalar(vector.elem());
    Block turn =
        e.everywhere(() ->
            e.trace(
                List.of(vector, scalar, Type.I64),
                List.of("mean", "squares", "k"),
                vars -> turn(e, a, loss, vars)));
    Blocks.Closed closed = Blocks.close(turn, e.names());
    Builder b = e.builder();
    List<Var> results =
        b.emitAll(
            "noise",
            new Region.Scan(
                closed.block(),
                samples,
                List.of(b.fill(0, vector), b.fill(0, scalar)),
                List.of(b.iota(samples)),
                closed.captured(),
                Optional.empty()));
    Var others = b.sub(e.size(samples), b.integer(1));
    return new Value.Array(b.div(results.getLast(), b.convert(others, scalar.elem())));
  }

  /// One batch more: the mean of the gradients and the sum of their squared distances from it.
  private static List<Var> turn(Elaborator e, Bound a, Models.LossAt loss, List<Var> vars) {
    Builder b = e.builder();
    Var mean = vars.get(0);
    Var count = b.add(vars.get(2), b.integer(1));
    Block fresh = loss.fresh().of(e.mixed(e.streamAt(a.site()), vars.get(2)));
    Block slope =
        HigherOrder.differentiable(e, a.site(), () -> Derivatives.grad(fresh, 0, e.names()));
    Var gradient = Blocks.inline(slope, List.of(loss.theta()), b).getFirst();
    Var before = b.sub(gradient, mean);
    Var whole = b.broadcast(b.convert(count, mean.type().elem()), mean.type().dims(), List.of());
    Var moved = b.add(mean, b.div(before, whole));
    Var square = b.reduceAll(ReduceFn.SUM, b.mul(before, b.sub(gradient, moved)));
    return List.of(moved, b.add(vars.get(1), square));
  }
}
