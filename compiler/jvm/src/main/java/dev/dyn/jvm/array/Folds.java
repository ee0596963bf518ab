package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reductions as work: few entries as operations on slices, many as a loop along the last axis,
/// which may share the loop that computes the entries.
record Folds(Reading reading) {
  /// Up to so many entries the tree of the sum is spelled out, and vectors run along another axis.
  private static final int FEW = 8;

  /// The reduced tensor; nothing for a reduction of nothing, which may fail.
  Optional<View> read(Op.Reduce op, View arg) {
    List<Integer> kept = Builder.otherAxes(arg.rank(), op.axes());
    Shape outer = new Shape(kept.stream().mapToInt(arg.extents()::get).toArray());
    int n = op.axes().stream().mapToInt(arg.extents()::get).reduce(1, (a, b) -> a * b);
    if (n == 0 || outer.size() == 0) {
      return Optional.empty();
    }
    View inside = arg.transposed(Reading.insideLast(arg.rank(), op.axes()));
    return Optional.of(
        switch (op.fn()) {
          case SUM, PROD, MAX, MIN, ANY, ALL ->
              folded(op.fn(), inside, outer, n, isLeading(op, arg));
          case ARGMAX, ARGMIN -> extreme(op.fn(), inside, outer, n);
        });
  }

  private static boolean isLeading(Op.Reduce op, View arg) {
    return op.axes().equals(IntStream.range(0, op.axes().size()).boxed().toList())
        && op.axes().size() < arg.rank();
  }

  private View folded(ReduceFn fn, View inside, Shape outer, int n, boolean isLeading) {
    if (n <= FEW) {
      return spelledOut(fn, lastAxis(inside, outer, n), n);
    }
    View target = reading.fresh(inside.root().elem(), outer);
    boolean isColumns = isLeading && fn == ReduceFn.SUM && inside.root().elem().isReal();
    if (isColumns) {
      // The entries of a sum are far apart, but those of neighbouring sums are neighbours.
      View matrix = reading.contiguous(leadingFirst(inside, outer.rank()));
      RuntimeCall sums = new RuntimeCall.ColumnSums(n, outer.size());
      reading.add(new Work.Task(sums, List.of(matrix), List.of(target)));
      return target;
    }
    View rows = lastAxis(inside, outer, n);
    boolean isExtreme = fn == ReduceFn.MAX || fn == ReduceFn.MIN;
    if (isExtreme && rows.root().elem().isReal() && reading.isMadeByTask(rows)) {
      RuntimeCall call = new RuntimeCall.RowExtremes(fn == ReduceFn.MAX, outer.size(), n);
      reading.add(new Work.Task(call, List.of(rows), List.of(target)));
      return target;
    }
    reading.add(new Work.Fold(fn, rows, target));
    return target;
  }

  /// The axes as they were before the reduced ones were brought inside.
  private static View leadingFirst(View inside, int kept) {
    List<Integer> order = new ArrayList<>();
    for (int axis = kept; axis < inside.rank(); axis++) {
      order.add(axis);
    }
    for (int axis = 0; axis < kept; axis++) {
      order.add(axis);
    }
    return inside.transposed(order);
  }

  /// The reduced axes as one.
  private View lastAxis(View inside, Shape outer, int n) {
    if (inside.rank() == outer.rank() + 1) {
      return inside;
    }
    int[] extents = Arrays.copyOf(outer.extents(), outer.rank() + 1);
    extents[outer.rank()] = n;
    return reading.reshaped(inside, new Shape(extents));
  }

  private View extreme(ReduceFn fn, View inside, Shape outer, int n) {
    View rows = reading.contiguous(inside);
    View target = reading.fresh(Elem.I64, outer);
    RuntimeCall call = new RuntimeCall.Extreme(fn == ReduceFn.ARGMAX, outer.size(), n);
    reading.add(new Work.Task(call, List.of(rows), List.of(target)));
    return target;
  }

  /// The tree of `dev.dyn.runtime.kernel.Sums` over slices.
  private View spelledOut(ReduceFn fn, View arg, int n) {
    Elem elem = arg.root().elem();
    Method method = Method.of(combination(fn), elem);
    List<View> lanes = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      lanes.add(arg.pick(arg.rank() - 1, k));
    }
    int present = n;
    for (int width = Sums.LANES / 2; width >= 1; width /= 2) {
      for (int l = 0; l < width && l + width < present; l++) {
        lanes.set(l, reading.entrywise(method, List.of(lanes.get(l), lanes.get(l + width)), -1));
      }
      present = Math.min(present, width);
    }
    View sum = lanes.getFirst();
    if (fn != ReduceFn.SUM || !elem.isReal()) {
      return sum;
    }
    // Lanes start at +0.0; adding it at the end has the same effect.
    Instruction.Literal zero =
        elem == Elem.F64 ? Instruction.Literal.of(0.0) : Instruction.Literal.of(0.0f);
    View zeros = View.whole(new Root.Number(zero), Shape.SCALAR).broadcast(sum.shape(), List.of());
    return reading.entrywise(method, List.of(sum, zeros), -1);
  }

  static ScalarFn combination(ReduceFn fn) {
    return switch (fn) {
      case SUM -> Scalars.ADD;
      case PROD -> Scalars.MUL;
      case MAX -> Scalars.MAX;
      case MIN -> Scalars.MIN;
      case ANY -> Scalars.OR;
      case ALL -> Scalars.AND;
      case ARGMAX -> Scalars.GT;
      case ARGMIN -> Scalars.LT;
    };
  }
}
