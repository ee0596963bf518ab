package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What is known of a tensor `[rows…, columns]` of zeros and ones: each part, one beside the other,
/// has in each row at most one 1, in the column that an index names.
///
/// @param parts from left to right
/// @param isTransposed whether the tensor is `[columns, rows…]` instead
record OneHot(List<Part> parts, boolean isTransposed) {
  OneHot {
    parts = List.copyOf(parts);
  }

  /// Columns that belong together.
  ///
  /// @param index `[rows…]`; a row whose index is no column has no 1
  /// @param columns how many
  /// @param isInside whether every index is known to be one of `0 ..< columns`
  record Part(Var index, Dim columns, boolean isInside) {}

  /// What the operation `op` is, if that can be seen.
  ///
  /// @param known the definitions of what it uses
  /// @param others what is known of variables, those from outside of the block among them
  static Optional<OneHot> of(Op op, Definitions known, Function<Var, Optional<OneHot>> others) {
    return switch (op) {
      case Op.Elementwise(var fn, var args)
          when (fn == Scalars.TO_F32 || fn == Scalars.TO_F64) && args.size() == 1 ->
          comparison(args.getFirst(), known);
      case Op.Elementwise(var fn, var args)
          when fn == Scalars.SELECT && known.is(args.get(1), 1) && known.is(args.get(2), 0) ->
          comparison(args.getFirst(), known);
      case Reindex.Transpose(var arg, var order) ->
          others.apply(arg).flatMap(hot -> hot.transposed(order));
      case Reindex.Concat(var args, int axis) when axis == args.getFirst().type().rank() - 1 ->
          beside(args.stream().map(others).toList());
      case null, default -> Optional.empty();
    };
  }

  /// `eq(columns, index)`, both repeated to `[rows…, columns]`.
  private static Optional<OneHot> comparison(Var condition, Definitions known) {
    return known.of(condition).orElse(null) instanceof Op.Elementwise(var fn, var args)
            && fn == Scalars.EQ
            && condition.type().rank() >= 2
        ? counted(args.get(0), args.get(1), known)
            .or(() -> counted(args.get(1), args.get(0), known))
        : Optional.empty();
  }

  private static Optional<OneHot> counted(Var columns, Var index, Definitions known) {
    int last = columns.type().rank() - 1;
    if (known.of(columns).orElse(null) instanceof Reindex.Broadcast(var i, _, var along)
        && along.equals(List.of(last))
        && known.of(i).orElse(null) instanceof Iota(Dim size)
        && known.of(index).orElse(null) instanceof Reindex.Broadcast(var k, _, var rows)
        && rows.equals(IntStream.range(0, last).boxed().toList())) {
      return Optional.of(new OneHot(List.of(new Part(k, size, isInside(k, size, known))), false));
    }
    return Optional.empty();
  }

  private static boolean isInside(Var index, Dim columns, Definitions known) {
    if (known.of(index).orElse(null) instanceof Op.Elementwise(var fn, var args)
        && fn == Scalars.LABEL
        && columns.isKnown()) {
      return known.is(args.getFirst(), columns.value());
    }
    return known.of(index).orElse(null) instanceof Constant(Tensor.I64(_, long[] values))
        && columns.isKnown()
        && Arrays.stream(values).allMatch(k -> 0 <= k && k < columns.value());
  }

  private Optional<OneHot> transposed(List<Integer> order) {
    int last = order.size() - 1;
    int first = isTransposed ? 1 : 0;
    List<Integer> moved = new ArrayList<>(IntStream.range(first, first + last).boxed().toList());
    moved.add(isTransposed ? last : 0, isTransposed ? 0 : last);
    return order.equals(moved) ? Optional.of(new OneHot(parts, !isTransposed)) : Optional.empty();
  }

  private static Optional<OneHot> beside(List<Optional<OneHot>> all) {
    if (all.stream().anyMatch(hot -> hot.isEmpty() || hot.get().isTransposed)) {
      return Optional.empty();
    }
    return Optional.of(
        new OneHot(all.stream().flatMap(hot -> hot.get().parts.stream()).toList(), false));
  }
}
