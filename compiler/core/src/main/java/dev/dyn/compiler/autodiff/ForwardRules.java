package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Partials;
import dev.dyn.compiler.op.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How a small change of the operands changes the result: one case for each kind of operation.
final class ForwardRules {
  private final Builder b;
  private final Products products;

  ForwardRules(Builder b) {
    this.b = b;
    products = new Products(b);
  }

  /// Writes the line and the lines of its tangent.
  ///
  /// @param op the operation of the line, on the operands in the builder
  /// @param tangents of the operands; at least one is there
  List<Dual> apply(Let let, Op op, List<Optional<Var>> tangents) {
    if (op instanceof Region region) {
      return new ForwardRegions(b).apply(let, region, tangents);
    }
    List<Var> y = b.emitLike(let, op);
    List<Optional<Var>> dy =
        switch (op) {
          case Constant _, Iota _, Size _ ->
              throw new IllegalStateException("a line without operands has no tangents");
          case Op.Elementwise(var fn, var args) ->
              List.of(elementwise(fn, args, y.getFirst(), tangents, let.site()));
          case Op.Reduce reduce -> List.of(reduce(reduce, tangents.getFirst().orElseThrow()));
          case Reindex reindex -> List.of(Optional.of(reindex(reindex, tangents)));
          case Op.Contract(var left, var right, int batch, int summed) -> {
            Optional<Var> ofLeft = tangents.get(0).map(d -> b.contract(d, right, batch, summed));
            Optional<Var> ofRight = tangents.get(1).map(d -> b.contract(left, d, batch, summed));
            yield List.of(sum(ofLeft, ofRight));
          }
          case Op.ArrayCall call -> ArrayDerivatives.tangents(b, call, y, tangents, let.site());
          case Op.Draw draw ->
              List.of(
                  DrawDerivatives.tangent(
                      b, draw, y.getFirst(), tangents.subList(1, tangents.size()), let.site()));
          case Region _ -> throw new IllegalStateException("regions are handled above");
        };
    return IntStream.range(0, y.size()).mapToObj(k -> new Dual(y.get(k), dy.get(k))).toList();
  }

  /// Change of each argument times the partial derivative by it, summed.
  private Optional<Var> elementwise(
      ScalarFn fn, List<Var> x, Var y, List<Optional<Var>> dx, int site) {
    if (fn == Scalars.SELECT) {
      return Optional.of(b.select(x.get(0), orZero(dx.get(1), y), orZero(dx.get(2), y)));
    }
    if (fn == Scalars.MASKED_MUL) {
      return sum(
          dx.get(0).map(d -> b.call(fn, d, x.get(1))), dx.get(1).map(d -> b.call(fn, x.get(0), d)));
    }
    if (fn == Scalars.TO_F64 || fn == Scalars.TO_F32) {
      return dx.getFirst().map(d -> b.call(fn, d));
    }
    return switch (fn.partials()) {
      case Partials.Zero _ -> Optional.empty();
      case Partials.Unknown _ -> throw new NotDifferentiable(fn.name(), site);
      case Partials.Known(var rules) -> chain(rules.of(b, x, y), dx);
    };
  }

  private Optional<Var> chain(List<Optional<Var>> partials, List<Optional<Var>> dx) {
    Optional<Var> total = Optional.empty();
    for (int k = 0; k < dx.size(); k++) {
      if (dx.get(k).isPresent() && partials.get(k).isPresent()) {
        Var change = dx.get(k).get();
        Var partial = partials.get(k).get();
        total =
            Optional.of(
                total.isPresent()
                    ? products.plusTimes(total.get(), change, partial, false)
                    : products.times(change, partial, false));
      }
    }
    return total;
  }

  private Optional<Var> reduce(Op.Reduce op, Var dx) {
    return switch (op.fn()) {
      case SUM -> Optional.of(b.reduce(ReduceFn.SUM, dx, op.axes()));
      case PROD ->
          Optional.of(
              b.reduce(
                  ReduceFn.SUM, b.mul(dx, OtherFactors.of(b, op.arg(), op.axes())), op.axes()));
      case MAX, MIN -> Optional.of(FirstExtreme.of(b, op).pick(dx));
      case ANY, ALL, ARGMAX, ARGMIN -> Optional.empty();
    };
  }

  /// Tangents move as the entries do.
  private Var reindex(Reindex op, List<Optional<Var>> dx) {
    return switch (op) {
      case Reindex.Gather(_, var indices, int batch) ->
          b.emit("d", new Reindex.Gather(dx.getFirst().orElseThrow(), indices, batch));
      case Reindex.Scatter(_, var indices, int batch, var dims) ->
          b.emit("d", new Reindex.Scatter(dx.getFirst().orElseThrow(), indices, batch, dims));
      case Reindex.Concat(var args, int axis) -> {
        List<Var> all = new ArrayList<>();
        for (int k = 0; k < args.size(); k++) {
          all.add(orZero(dx.get(k), args.get(k)));
        }
        yield b.concat(all, axis);
      }
      case Reindex.Reshape _,
          Reindex.Transpose _,
          Reindex.Broadcast _,
          Reindex.Slice _,
          Reindex.Pad _ ->
          b.emit("d", op.mapOperands(_ -> dx.getFirst().orElseThrow()));
    };
  }

  private Var orZero(Optional<Var> tangent, Var like) {
    return tangent.orElseGet(() -> b.fill(0, like.type()));
  }

  private Optional<Var> sum(Optional<Var> first, Optional<Var> second) {
    return first.isPresent() && second.isPresent()
        ? Optional.of(b.add(first.get(), second.get()))
        : first.or(() -> second);
  }
}
