package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.MatrixLines;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The eigenvalues of the second derivative of a loss by all weights: `sharpness(loss)` is the
/// largest, `hessian_eigenvalues(loss, count: k)` the k largest, largest first.
///
/// Up to 64 weights the matrix is written out. Beyond, [Lanczos] works with products of the matrix
/// and vectors, which cost a few gradients each.
final class Curvature {
  private static final int MOST_DENSE = 64;

  private Curvature() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of("sharpness", "loss", Curvature::sharpness),
        Builtin.of("hessian_eigenvalues", "loss count", Curvature::eigenvalues),
        Builtin.of("ntk", "net x", Curvature::tangentKernel));
  }

  private static Value sharpness(Elaborator e, Bound a) {
    return new Value.Array(e.builder().pick(largest(e, a, 1), 0, Dim.ZERO));
  }

  private static Value eigenvalues(Elaborator e, Bound a) {
    Dim count = a.extent("count");
    Dim weights = loss(e, a).theta().type().dim(0);
    if (!count.isKnown() || weights.isKnown() && count.value() > weights.value() || count.is(0)) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.INDEX_OUT_OF_RANGE,
              "There are as many eigenvalues as weights, here " + weights + ".",
              a.span("count")));
    }
    return new Value.Array(largest(e, a, count.size()));
  }

  static Models.LossAt loss(Elaborator e, Bound a) {
    Value value = a.value("loss");
    return (value instanceof Value.Array(Var var)
            ? e.models().lossOf(var)
            : Optional.<Models.LossAt>empty())
        .orElseThrow(() ->
            e.fail(
                Diagnostic.of(
                        TypeCodes.TYPE_MISMATCH,
                        "The `loss` of a training is needed here.",
                        a.span("loss"),
                        "this is " + value.describe())
                    .note("`every 100 steps { record s = sharpness(loss) }`")));
  }

  private static Var largest(Elaborator e, Bound a, int count) {
    Models.LossAt loss = loss(e, a);
    Builder b = e.builder();
    Dim weights = loss.theta().type().dim(0);
    Var ascending;
    Dim found;
    if (!weights.isKnown() || weights.value() <= MOST_DENSE) {
      Block matrix =
          HigherOrder.differentiable(
              e, a.site(), () -> Derivatives.hessian(loss.block(), 0, e.names()));
      Var hessian = Blocks.inline(matrix, List.of(loss.theta()), b).getFirst();
      ascending = values(b, hessian);
      found = weights;
    } else {
      Lanczos lanczos = new Lanczos(e, loss, a.site());
      found = Lanczos.size(weights, count);
      ascending = values(b, lanczos.projected(found));
    }
    Var last = b.slice(ascending, 0, found.minus(Dim.of(count)), Dim.of(count), 1);
    Var places =
        b.sub(b.fill(count - 1, new Type(Elem.I64, List.of(Dim.of(count)))), b.iota(Dim.of(count)));
    return b.emit("eigenvalues", new Reindex.Gather(last, List.of(places), 0));
  }

  private static Var values(Builder b, Var matrix) {
    Var turned = b.transpose(matrix, List.of(1, 0));
    Var half = b.fill(0.5, matrix.type());
    Var symmetric = b.mul(half, b.add(matrix, turned));
    return b.emitAll(
            "eigh", new Op.ArrayCall(Functions.array("eigh").orElseThrow(), List.of(symmetric), 0))
        .getFirst();
  }

  /// The neural tangent kernel (Jacot, Gabriel & Hongler 2018): the products of the gradients of
  /// all outputs by all weights, `[outputs, outputs]`.
  private static Value tangentKernel(Elaborator e, Bound a) {
    if (!(a.value("net") instanceof Value.Instance(SystemInstance model))
        || Weights.of(model).isEmpty()) {
      throw e.fail(
          Diagnostic.of(
              NameCodes.NOT_A_MODEL,
              "A network with weights is needed here.",
              a.span("net"),
              "this is " + a.value("net").describe()));
    }
    Value x = a.value("x");
    Objective weights =
        new Objective(
            e,
            Map.of("net", model),
            Theta.of(Map.of("net", e.current(model))),
            Scope.top(),
            Map.of(),
            List.of(),
            List.of(),
            "",
            a.site());
    Block outputs =
        e.trace(
            List.of(weights.vector()),
            List.of("theta"),
            theta ->
                weights.at(
                    theta.getFirst(),
                    () -> {
                      Value y =
                          new ModelCallable(model)
                              .call(e, Arguments.of(List.of(x), a.span("x")), a.site());
                      Var all = e.numbers().toReal(e.valid(y), a.site());
                      return List.of(e.builder().reshape(all, List.of(all.type().count())));
                    }));
    Block slopes =
        HigherOrder.differentiable(
            e, a.site(), () -> Derivatives.jacobianInReverse(outputs, 0, e.names()));
    Builder b = e.builder();
    Var theta = new Training(weights, Optional.empty()).start();
    Var jacobian = Blocks.inline(slopes, List.of(theta), b).getFirst();
    return new Value.Array(b.contract(jacobian, b.transpose(jacobian, List.of(1, 0)), 0, 1));
  }

  /// A matrix with a diagonal and the same entries above and below it.
  static Var tridiagonal(Builder b, Var diagonal, Var beside) {
    Var whole = MatrixLines.diagonalMatrix(b, diagonal);
    Dim n = diagonal.type().dim(0);
    Dim fewer = n.minus(Dim.ONE);
    Var rows = b.iota(fewer);
    Var columns = b.add(rows, b.fill(1, rows.type()));
    List<Dim> square = List.of(n, n);
    Var above = b.emit("above", new Reindex.Scatter(beside, List.of(rows, columns), 0, square));
    return b.add(whole, b.add(above, b.transpose(above, List.of(1, 0))));
  }
}
