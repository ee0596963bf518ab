package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// The second derivative of a loss, projected on the space that a random vector and its images
/// under the matrix span: the Lanczos method (Lanczos 1950) with every vector made orthogonal to
/// all before it twice (Parlett 1998, section 6.9). The ends of the spectrum come out first.
///
/// A product of the matrix with a vector is the derivative of the gradient in that direction
/// (Pearlmutter 1994).
final class Lanczos {
  private final Elaborator e;
  private final Models.LossAt loss;
  private final Block product;
  private final Elem elem;

  Lanczos(Elaborator e, Models.LossAt loss, Span site) {
    this.e = e;
    this.loss = loss;
    elem = loss.theta().type().elem();
    product =
        HigherOrder.differentiable(
            e,
            site,
            () ->
                Derivatives.jvp(
                    Derivatives.grad(loss.block(), 0, e.names()), List.of(true), e.names()));
  }

  /// How many vectors are enough for `count` eigenvalues at the end.
  static Dim size(Dim weights, int count) {
    return Dim.of(Math.min(weights.value(), 64L + 32L * (count - 1)));
  }

  /// The projected matrix, `[size, size]`.
  Var projected(Dim size) {
    Builder b = e.builder();
    Dim n = loss.theta().type().dim(0);
    Type vector = loss.theta().type();
    Var stream = e.streamAt(e.streamOfSeed(), e.here());
    Var start =
        b.emit(
            "start",
            new Op.Draw(
                Distribution.NORMAL,
                stream,
                List.of(b.fill(0, vector), b.fill(1, vector)),
                vector.dims(),
                elem));
    Type basis = new Type(elem, List.of(size, n));
    Type row = new Type(elem, List.of(size));
    List<Var> carried =
        List.of(b.fill(0, basis), scaled(b, start, norm(b, start)), b.fill(0, row), b.fill(0, row));
    Block turn =
        e.trace(
            List.of(basis, vector, row, row, Type.I64),
            List.of("basis", "q", "alpha", "beta", "i"),
            vars -> turn(vars.get(0), vars.get(1), vars.get(2), vars.get(3), vars.get(4)));
    Blocks.Closed closed = Blocks.close(turn, e.names());
    List<Var> results =
        b.emitAll(
            "lanczos",
            new Region.Scan(
                closed.block(),
                size,
                carried,
                List.of(b.iota(size)),
                closed.captured(),
                Optional.empty()));
    Var beside = b.slice(results.get(3), 0, Dim.ZERO, size.minus(Dim.ONE), 1);
    return Curvature.tridiagonal(b, results.get(2), beside);
  }

  private List<Var> turn(Var basis, Var q, Var alpha, Var beta, Var i) {
    Builder b = e.builder();
    Dim size = basis.type().dim(0);
    Var here = b.call(Scalars.EQ, b.iota(size), b.broadcast(i, List.of(size), List.of()));
    Var all =
        b.select(
            b.broadcastLeading(here, basis.type().dims()),
            b.broadcastTrailing(q, basis.type().dims()),
            basis);
    Var image = Blocks.inline(product, List.of(loss.theta(), q), b).get(1);
    Var a = b.contract(q, image, 0, 1);
    Var rest = orthogonal(b, orthogonal(b, image, all), all);
    Var length = norm(b, rest);
    // What rounding leaves of a vector that should be zero is no direction.
    double rounding = elem == Elem.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    Var least = b.mul(b.real(1024 * rounding, elem), norm(b, image));
    Var goesOn = b.call(Scalars.GT, length, least);
    Var zero = b.real(0, elem);
    Var next =
        b.select(
            b.broadcast(goesOn, q.type().dims(), List.of()),
            scaled(b, rest, length),
            b.fill(0, q.type()));
    // After the space is exhausted the first entry fills the diagonal: it lies inside the spectrum.
    Var isVector = b.call(Scalars.GT, norm(b, q), zero);
    Var entry = b.select(isVector, a, b.pick(alpha, 0, Dim.ZERO));
    return List.of(
        all,
        next,
        b.select(here, b.broadcast(entry, List.of(size), List.of()), alpha),
        b.select(
            here, b.broadcast(b.select(goesOn, length, zero), List.of(size), List.of()), beta));
  }

  /// `x` without its parts along the rows of `basis`.
  private static Var orthogonal(Builder b, Var x, Var basis) {
    Var along = b.contract(basis, x, 0, 1);
    return b.sub(x, b.contract(along, basis, 0, 1));
  }

  private static Var norm(Builder b, Var x) {
    return b.call(ElementaryFunctions.SQRT, b.contract(x, x, 0, 1));
  }

  private static Var scaled(Builder b, Var x, Var by) {
    return b.div(x, b.broadcast(by, x.type().dims(), List.of()));
  }
}
