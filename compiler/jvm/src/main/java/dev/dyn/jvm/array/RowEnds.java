package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/// The last entries of a row that no whole vector is left for: in short rows, a vector that ends
/// with the row computes them, and some entries before them once more, to the same bits.
///
/// ```
/// a row of 50 in vectors of 16:   0–15, 16–31, 32–47, 34–49
/// ```
///
/// That needs a loop which finds everything as it was when it comes to an entry again: one that
/// adds to no sums, and writes nowhere where it reads.
final class RowEnds {
  /// In longer rows the last entries are not felt.
  private static final int MOST_VECTORS = 16;

  private RowEnds() {}

  /// Whether the last vector of each row in this pass may lie over the one before.
  static boolean canOverlap(LoopPlan plan, Tiles.Pass.Vectors pass) {
    int n = plan.nest().inner();
    int width = plan.width();
    return width > 1
        && n > width
        && n % width != 0
        && n <= MOST_VECTORS * width
        && plan.tile() >= n
        && plan.sums().isEmpty()
        && pass.stores().stream()
            .map(store -> plan.tiles().places().get(store.place()))
            .allMatch(to -> loads(plan, pass).stream().noneMatch(from -> meet(plan, from, to)));
  }

  private static List<Place> loads(LoopPlan plan, Tiles.Pass.Vectors pass) {
    List<Integer> used = new ArrayList<>();
    pass.stores().forEach(store -> used.add(store.line()));
    for (int line : pass.lines()) {
      used.addAll(plan.program().lines().get(line).args());
    }
    return used.stream()
        .distinct()
        .filter(line -> !pass.lines().contains(line) && plan.tiles().homes()[line] >= 0)
        .filter(line -> !(plan.program().lines().get(line) instanceof Instruction.Literal))
        .map(line -> plan.tiles().places().get(plan.tiles().homes()[line]))
        .toList();
  }

  /// Whether the two stretches of memory may have an entry in common. Scratch tiles are all apart.
  private static boolean meet(LoopPlan plan, Place a, Place b) {
    return a.source() == Place.Source.MEMORY
        && b.source() == Place.Source.MEMORY
        && a.elem() == b.elem()
        && first(plan, a) <= last(plan, b)
        && first(plan, b) <= last(plan, a);
  }

  private static int first(LoopPlan plan, Place place) {
    return place.base() + reach(plan, place, Math::min);
  }

  private static int last(LoopPlan plan, Place place) {
    return place.base() + reach(plan, place, Math::max);
  }

  private static int reach(LoopPlan plan, Place place, IntBinaryOperator far) {
    int sum = 0;
    for (int axis = 0; axis < plan.nest().extents().size(); axis++) {
      int step = place.strides().get(axis) * (plan.nest().extents().get(axis) - 1);
      sum += far.applyAsInt(0, step);
    }
    return sum;
  }
}
