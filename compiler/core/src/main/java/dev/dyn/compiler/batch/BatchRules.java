package dev.dyn.compiler.batch;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How each kind of operation is done for all rows of a batch at once: one case a kind.
final class BatchRules {
  private final Builder b;
  private final Dim size;

  BatchRules(Builder b, Dim size) {
    this.b = b;
    this.size = size;
  }

  /// Writes the line for all rows.
  ///
  /// @param look what a variable of the line has become
  List<Varying> apply(Let let, Function<Var, Varying> look) {
    boolean varies = let.op().operands().stream().anyMatch(v -> look.apply(v).varies());
    if (!varies) {
      Op op = let.op().mapOperands(v -> look.apply(v).var());
      return b.emitLike(let, op).stream().map(Varying::shared).toList();
    }
    return switch (let.op()) {
      case Region region -> new BatchRegions(b, size).apply(let, region, look);
      case Constant _, Iota _, Size _ ->
          throw new IllegalStateException("a line without operands cannot vary");
      case Op.Elementwise _ -> varying(b.emitLike(let, let.op().mapOperands(v -> wide(look, v))));
      case Op.Reduce(var fn, var arg, var axes) ->
          one(let, new Op.Reduce(fn, wide(look, arg), inward(axes)));
      case Reindex reindex -> reindex(let, reindex, look);
      case Op.Contract contract -> List.of(contract(let, contract, look));
      case Op.ArrayCall(var fn, var args, int batch) ->
          varying(b.emitLike(let, new Op.ArrayCall(fn, wide(look, args), batch + 1)));
      case Op.Draw(var distribution, var stream, var parameters, var dims, var elem) ->
          one(
              let,
              new Op.Draw(distribution, wide(look, stream), wide(look, parameters), dims, elem));
    };
  }

  private List<Varying> reindex(Let let, Reindex op, Function<Var, Varying> look) {
    return one(
        let,
        switch (op) {
          case Reindex.Reshape(var arg, var dims) ->
              new Reindex.Reshape(wide(look, arg), outward(dims));
          case Reindex.Transpose(var arg, var order) ->
              new Reindex.Transpose(wide(look, arg), fixingFirst(order));
          case Reindex.Broadcast(var arg, var dims, var axes) ->
              new Reindex.Broadcast(wide(look, arg), outward(dims), fixingFirst(axes));
          case Reindex.Slice(var arg, int axis, var start, var extent, int stride) ->
              new Reindex.Slice(wide(look, arg), axis + 1, start, extent, stride);
          case Reindex.Pad(var arg, int axis, var start, var total, int stride) ->
              new Reindex.Pad(wide(look, arg), axis + 1, start, total, stride);
          case Reindex.Gather gather -> gather(gather, look);
          case Reindex.Scatter(var updates, var indices, int batch, var dims) ->
              new Reindex.Scatter(
                  wide(look, updates), wide(look, indices), batch + 1, outward(dims));
          case Reindex.Concat(var args, int axis) -> new Reindex.Concat(wide(look, args), axis + 1);
        });
  }

  /// With a shared source that has no batch axes, the batch is one more axis of places to look up;
  /// else it is one more batch axis.
  private Reindex gather(Reindex.Gather op, Function<Var, Varying> look) {
    boolean plain = op.batch() == 0 && !look.apply(op.source()).varies();
    return plain
        ? new Reindex.Gather(look.apply(op.source()).var(), wide(look, op.indices()), 0)
        : new Reindex.Gather(wide(look, op.source()), wide(look, op.indices()), op.batch() + 1);
  }

  /// If both sides vary, the batch is one more batch axis. If one does, it is one more free axis of
  /// that side, so that many products with one matrix become one product of matrices.
  private Varying contract(Let let, Op.Contract op, Function<Var, Varying> look) {
    Varying left = look.apply(op.left());
    Varying right = look.apply(op.right());
    int batch = op.batch();
    if (left.varies() && right.varies()) {
      return new Varying(
          b.emitLike(let, new Op.Contract(left.var(), right.var(), batch + 1, op.summed()))
              .getFirst(),
          true);
    }
    if (left.varies()) {
      Var free = moved(left.var(), 0, batch);
      Var product =
          b.emitLike(let, new Op.Contract(free, right.var(), batch, op.summed())).getFirst();
      return new Varying(moved(product, batch, 0), true);
    }
    int freeOfLeft = left.var().type().rank() - batch - op.summed();
    int freeOfRight = right.var().type().rank() - 1 - batch - op.summed();
    if (batch == 0 && freeOfRight == 0) {
      return new Varying(swapped(let, left.var(), right.var(), op.summed()), true);
    }
    Var free = moved(right.var(), 0, batch + op.summed());
    Var product = b.emitLike(let, new Op.Contract(left.var(), free, batch, op.summed())).getFirst();
    return new Varying(moved(product, batch + freeOfLeft, 0), true);
  }

  /// Many vectors times one matrix: with the vectors as rows on the left, the result needs no
  /// rearrangement. A product does not depend on the order of its factors, so the bits are the
  /// same.
  private Var swapped(Let let, Var left, Var right, int summed) {
    int free = left.type().rank() - summed;
    List<Integer> order = new ArrayList<>();
    for (int axis = free; axis < free + summed; axis++) {
      order.add(axis);
    }
    for (int axis = 0; axis < free; axis++) {
      order.add(axis);
    }
    Var turned = b.transpose(left, order);
    return b.emitLike(let, new Op.Contract(right, turned, 0, summed)).getFirst();
  }

  /// `x` with axis `from` at place `to`.
  private Var moved(Var x, int from, int to) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < x.type().rank(); axis++) {
      if (axis != from) {
        order.add(axis);
      }
    }
    order.add(to, from);
    return b.transpose(x, order);
  }

  private List<Varying> one(Let let, Op op) {
    return varying(b.emitLike(let, op));
  }

  private static List<Varying> varying(List<Var> vars) {
    return vars.stream().map(v -> new Varying(v, true)).toList();
  }

  private Var wide(Function<Var, Varying> look, Var v) {
    return Batching.repeated(look.apply(v), size, b);
  }

  private List<Var> wide(Function<Var, Varying> look, List<Var> vars) {
    return vars.stream().map(v -> wide(look, v)).toList();
  }

  private List<Dim> outward(List<Dim> dims) {
    List<Dim> more = new ArrayList<>();
    more.add(size);
    more.addAll(dims);
    return more;
  }

  private static List<Integer> inward(List<Integer> axes) {
    return axes.stream().map(axis -> axis + 1).toList();
  }

  private static List<Integer> fixingFirst(List<Integer> axes) {
    List<Integer> more = new ArrayList<>();
    more.add(0);
    more.addAll(inward(axes));
    return more;
  }
}
