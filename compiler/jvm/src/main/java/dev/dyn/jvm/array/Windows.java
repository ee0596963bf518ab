package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Places that a look-up finds by counting along its axes, such as `x[i + k]`, which slides a
/// window over x: then what it finds is a view, and nothing is moved.
///
/// @param offset of the first place, in entries
/// @param strides for each axis of the indices
record Windows(int offset, List<Integer> strides) {
  /// An index that is `start + sum(i[k]*steps[k])`.
  private record Counted(long start, List<Long> steps) {}

  /// The places in a tensor with these strides along the looked-up axes, if all indices count and
  /// stay inside.
  static Optional<Windows> of(List<View> indices, List<Integer> extents, List<Integer> strides) {
    List<Integer> where = indices.getFirst().extents();
    long offset = 0;
    List<Long> steps = new ArrayList<>(Collections.nCopies(where.size(), 0L));
    for (int k = 0; k < indices.size(); k++) {
      Optional<Counted> counted = counted(indices.get(k));
      if (counted.isEmpty() || !isInside(counted.get(), where, extents.get(k))) {
        return Optional.empty();
      }
      offset += counted.get().start * strides.get(k);
      for (int axis = 0; axis < where.size(); axis++) {
        steps.set(axis, steps.get(axis) + counted.get().steps.get(axis) * strides.get(k));
      }
    }
    return Optional.of(
        new Windows(Math.toIntExact(offset), steps.stream().map(Math::toIntExact).toList()));
  }

  private static boolean isInside(Counted index, List<Integer> where, int extent) {
    long least = index.start;
    long most = index.start;
    for (int axis = 0; axis < where.size(); axis++) {
      long way = index.steps.get(axis) * (where.get(axis) - 1);
      least += Math.min(way, 0);
      most += Math.max(way, 0);
    }
    return !where.contains(0) && 0 <= least && most < extent;
  }

  private static Optional<Counted> counted(View index) {
    return switch (index.root()) {
      case Root.Counter _ ->
          Optional.of(
              new Counted(
                  index.offset(), index.strides().stream().map(Integer::longValue).toList()));
      case Root.Number(Instruction.Literal literal) -> number(literal, index.rank());
      case Root.Table(Tensor.I64(_, long[] values)) -> table(index, values);
      case Root.Table _, Root.Input _, Root.Computed _ -> Optional.empty();
    };
  }

  private static Optional<Counted> number(Instruction.Literal literal, int rank) {
    return literal.elem() == Elem.I64
        ? Optional.of(new Counted(literal.bits(), Collections.nCopies(rank, 0L)))
        : Optional.empty();
  }

  private static Optional<Counted> table(View index, long[] values) {
    if (index.shape().size() == 0) {
      return Optional.empty();
    }
    long start = values[index.offset()];
    List<Long> steps = new ArrayList<>();
    for (int axis = 0; axis < index.rank(); axis++) {
      boolean moves = index.extents().get(axis) > 1;
      steps.add(moves ? values[index.offset() + index.strides().get(axis)] - start : 0);
    }
    Counted counted = new Counted(start, steps);
    return agrees(index, values, counted, 0, index.offset(), start)
        ? Optional.of(counted)
        : Optional.empty();
  }

  private static boolean agrees(
      View index, long[] values, Counted counted, int axis, int at, long expected) {
    if (axis == index.rank()) {
      return values[at] == expected;
    }
    // along axes on which the view repeats itself one entry says all
    int extent = index.strides().get(axis) == 0 ? 1 : index.extents().get(axis);
    for (int i = 0; i < extent; i++) {
      int next = at + i * index.strides().get(axis);
      long sum = expected + i * counted.steps.get(axis);
      if (!agrees(index, values, counted, axis + 1, next, sum)) {
        return false;
      }
    }
    return true;
  }
}
