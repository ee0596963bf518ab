package dev.dyn.compiler.ir;

import static dev.dyn.compiler.ir.Types.concat;

import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// Whether an operation's parts fit each other, kind by kind. Sizes are compared as polynomials, so
/// `[2*n]` and `[n + n]` agree.
final class WellFormed {
  private final List<String> problems = new ArrayList<>();

  private WellFormed() {}

  static List<String> problems(Op op) {
    WellFormed check = new WellFormed();
    switch (op) {
      case Constant _, Iota _, Size _ -> {}
      case Op.Elementwise(var fn, var args) -> check.elementwise(fn, args);
      case Op.Reduce(var fn, var arg, var axes) -> check.reduce(fn, arg.type(), axes);
      case Reindex reindex -> check.reindex(reindex);
      case Op.Contract(var left, var right, int batch, int summed) ->
          check.contract(left.type(), right.type(), batch, summed);
      case Op.ArrayCall call -> check.arrayCall(call);
      case Op.Draw draw -> check.draw(draw);
      case Region region -> check.problems.addAll(RegionRules.problems(region));
    }
    return check.problems;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private void elementwise(ScalarFn fn, List<Var> args) {
    require(
        args.size() == fn.arity(), fn + " takes " + fn.arity() + " arguments, not " + args.size());
    if (!problems.isEmpty()) {
      return;
    }
    List<Dim> dims = args.getFirst().type().dims();
    require(
        args.stream().allMatch(v -> v.type().dims().equals(dims)),
        fn + " of different shapes " + types(args));
    List<Elem> kinds = args.stream().map(v -> v.type().elem()).toList();
    Elem first = kinds.getFirst();
    boolean alike = kinds.stream().allMatch(kind -> kind == first);
    boolean fits =
        switch (fn.rule()) {
          case REAL, TEST -> alike && first.isReal();
          case NUMBER -> alike && first != Elem.BOOL;
          case INTEGER -> alike && first == Elem.I64;
          case COMPARISON -> alike;
          case LOGIC -> alike && first == Elem.BOOL;
          case CHOICE -> first == Elem.BOOL && kinds.get(1) == kinds.get(2);
          case TO_F64, TO_F32, TO_I64 -> true;
          case PATH -> kinds.equals(List.of(Elem.I64, Elem.F64, Elem.F64, Elem.F64));
        };
    require(fits, fn + " of kinds " + kinds);
  }

  private static List<Type> types(List<Var> vars) {
    return vars.stream().map(Var::type).toList();
  }

  private void reduce(ReduceFn fn, Type arg, List<Integer> axes) {
    require(areAscending(axes, arg.rank()), "axes " + axes + " of " + arg);
    boolean fits =
        switch (fn) {
          case SUM, PROD, MAX, MIN, ARGMAX, ARGMIN -> arg.elem() != Elem.BOOL;
          case ANY, ALL -> arg.elem() == Elem.BOOL;
        };
    require(fits, fn + " of " + arg);
  }

  private static boolean areAscending(List<Integer> axes, int rank) {
    int last = -1;
    for (int axis : axes) {
      if (axis <= last || axis >= rank) {
        return false;
      }
      last = axis;
    }
    return true;
  }

  private void reindex(Reindex op) {
    switch (op) {
      case Reindex.Reshape(var arg, var dims) ->
          require(
              arg.type().count().equals(Dim.product(dims)),
              "reshape of " + arg.type() + " to " + dims);
      case Reindex.Transpose(var arg, var order) ->
          require(
              order.size() == arg.type().rank()
                  && areAscending(order.stream().sorted().toList(), order.size()),
              "transpose of " + arg.type() + " by " + order);
      case Reindex.Broadcast(var arg, var dims, var axes) ->
          require(
              areAscending(axes, dims.size())
                  && axes.stream().map(dims::get).toList().equals(arg.type().dims()),
              "broadcast of " + arg.type() + " to " + dims + " along " + axes);
      case Reindex.Slice(var arg, int axis, var start, var size, int stride) ->
          part(
              arg.type(),
              axis,
              arg.type().rank() > axis ? arg.type().dim(axis) : Dim.ZERO,
              start,
              size,
              stride);
      case Reindex.Pad(var arg, int axis, var start, var total, int stride) ->
          part(
              arg.type(),
              axis,
              total,
              start,
              arg.type().rank() > axis ? arg.type().dim(axis) : Dim.ZERO,
              stride);
      case Reindex.Gather(var source, var indices, int batch) ->
          indices(source.type().dims(), indices, batch);
      case Reindex.Scatter(var updates, var indices, int batch, var dims) -> {
        indices(dims, indices, batch);
        if (problems.isEmpty()) {
          List<Dim> rest = dims.subList(batch + indices.size(), dims.size());
          List<Dim> whole = concat(indices.getFirst().type().dims(), rest);
          require(
              updates.type().dims().equals(whole),
              "updates " + updates.type() + ", expected " + whole);
          require(updates.type().elem() != Elem.BOOL, "updates are truth values");
        }
      }
      case Reindex.Concat(var args, int axis) -> concatenation(args, axis);
    }
  }

  /// `size` entries from `start` on, `stride` apart, along an axis of extent `extent`: known ones
  /// have to be inside.
  private void part(Type type, int axis, Dim extent, Dim start, Dim size, int stride) {
    require(axis >= 0 && axis < type.rank(), "axis " + axis + " of " + type);
    require(stride != 0, "a stride of 0");
    Dim last = start.plus(size.minus(Dim.ONE).times(Dim.of(stride)));
    boolean isEmpty = size.is(0);
    require(isEmpty || isInside(start, extent), "entries from " + start + " of " + extent);
    require(isEmpty || isInside(last, extent), "entries up to " + last + " of " + extent);
  }

  /// Whether `place` is, or may be, in `0 .. extent - 1`; where both have names only the difference
  /// can tell.
  private static boolean isInside(Dim place, Dim extent) {
    Dim left = extent.minus(place);
    return (!place.isKnown() || place.value() >= 0) && (!left.isKnown() || left.value() > 0);
  }

  private void indices(List<Dim> dims, List<Var> indices, int batch) {
    require(!indices.isEmpty(), "no indices");
    require(batch + indices.size() <= dims.size(), indices.size() + " indices for " + dims);
    if (!problems.isEmpty()) {
      return;
    }
    Type first = indices.getFirst().type();
    require(
        indices.stream().allMatch(v -> v.type().equals(first)) && first.elem() == Elem.I64,
        "indices of types " + types(indices));
    require(
        first.rank() >= batch && first.dims().subList(0, batch).equals(dims.subList(0, batch)),
        "a batch of " + batch + " with indices " + first + " into " + dims);
  }

  private void concatenation(List<Var> args, int axis) {
    require(!args.isEmpty(), "nothing to concatenate");
    if (!problems.isEmpty()) {
      return;
    }
    Type first = args.getFirst().type();
    require(axis >= 0 && axis < first.rank(), "axis " + axis + " of " + first);
    boolean alike = args.stream().allMatch(v -> fitsBeside(v.type(), first, axis));
    require(alike, "concat of " + types(args) + " along axis " + axis);
  }

  private static boolean fitsBeside(Type type, Type first, int axis) {
    if (type.rank() != first.rank() || type.elem() != first.elem()) {
      return false;
    }
    for (int k = 0; k < type.rank(); k++) {
      if (k != axis && !type.dim(k).equals(first.dim(k))) {
        return false;
      }
    }
    return true;
  }

  private void contract(Type left, Type right, int batch, int summed) {
    String what =
        "contract of " + left + " and " + right + " with batch " + batch + ", summed " + summed;
    boolean deep =
        batch + summed <= Math.min(left.rank(), right.rank()) && batch >= 0 && summed >= 0;
    require(deep && left.elem() == right.elem() && left.elem() != Elem.BOOL, what);
    if (problems.isEmpty()) {
      List<Dim> l = left.dims();
      List<Dim> r = right.dims();
      require(
          l.subList(0, batch).equals(r.subList(0, batch))
              && l.subList(l.size() - summed, l.size()).equals(r.subList(batch, batch + summed)),
          what);
    }
  }

  private void arrayCall(Op.ArrayCall call) {
    boolean deep = call.args().stream().allMatch(v -> v.type().rank() >= call.batch());
    require(
        deep, call.fn() + " over a batch of " + call.batch() + " axes of " + types(call.args()));
    if (deep && !call.args().isEmpty()) {
      List<Dim> outer = call.args().getFirst().type().dims().subList(0, call.batch());
      require(
          call.args().stream()
              .allMatch(v -> v.type().dims().subList(0, call.batch()).equals(outer)),
          call.fn() + " over different batches " + types(call.args()));
    }
  }

  private void draw(Op.Draw draw) {
    Distribution law = draw.distribution();
    require(draw.stream().type().elem() == Elem.I64, "a stream of type " + draw.stream().type());
    require(
        draw.parameters().size() == law.parameters(),
        law + " with " + draw.parameters().size() + " parameters");
    List<Dim> dims = concat(draw.stream().type().dims(), draw.dims());
    require(
        draw.parameters().stream().allMatch(v -> v.type().dims().equals(dims)),
        "parameters " + types(draw.parameters()) + " for draws " + dims);
    require(law.isDiscrete() == !draw.elem().isReal(), law + " of kind " + draw.elem());
  }
}
