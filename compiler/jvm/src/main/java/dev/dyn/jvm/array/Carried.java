package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.VectorCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which values that a loop carries from turn to turn its body may compute where they stand, so
/// that nothing is copied between the turns: the weights of a network and what its training rule
/// remembers.
///
/// The value that stands in a place may be overwritten by its successor if all work that reads it
/// comes before, or is in the same loop and takes the very entry that the loop is at. In that loop
/// the successor must itself be made of the value, because then the entry is in a register when it
/// is overwritten; and the loop must go over its entries once, without functions that take whole
/// tiles.
final class Carried {
  /// Arithmetic that certainly runs in one pass.
  private static final int ONE_PASS = 100;

  private final List<Stage> stages;

  Carried(List<Stage> stages) {
    this.stages = stages;
  }

  /// Whether `result` may be written where `input` stands.
  boolean isInPlace(Root.Input input, Root.Computed result) {
    int first = firstWrite(result);
    for (int at = first; at < stages.size(); at++) {
      for (Work work : stages.get(at).works()) {
        boolean reads = work.reads().stream().anyMatch(view -> view.root().equals(input));
        if (reads && (at > first || !isEntryByEntry(stages.get(at), input, result))) {
          return false;
        }
      }
    }
    return first < stages.size();
  }

  private int firstWrite(Root result) {
    for (int at = 0; at < stages.size(); at++) {
      if (stages.get(at).works().stream()
          .flatMap(work -> work.writes().stream())
          .anyMatch(view -> view.root().equals(result))) {
        return at;
      }
    }
    return stages.size();
  }

  private static boolean isEntryByEntry(Stage stage, Root.Input input, Root.Computed result) {
    return switch (stage) {
      case Stage.Call _, Stage.Blocked _ -> false;
      case Stage.Loop loop ->
          loop.folds().isEmpty()
              && loop.maps().size() <= ONE_PASS
              && loop.maps().stream().allMatch(Carried::isLight)
              && loop.maps().stream().allMatch(map -> readsOwnEntry(map, input, loop.extents()))
              && isMadeOf(loop, result, input);
    };
  }

  private static boolean isLight(Work.Entrywise map) {
    return map.method().map(VectorCalls::isInRegisters).orElse(true);
  }

  private static boolean readsOwnEntry(
      Work.Entrywise map, Root.Input input, List<Integer> extents) {
    return map.args().stream()
        .filter(view -> view.root().equals(input))
        .allMatch(view -> isOwnEntry(view, extents));
  }

  private static boolean isOwnEntry(View view, List<Integer> extents) {
    return view.offset() == 0 && view.extents().equals(extents) && view.isContiguous();
  }

  /// Whether the loop writes all of `result`, entry by entry, from expressions with `input` in
  /// them.
  private static boolean isMadeOf(Stage.Loop loop, Root.Computed result, Root.Input input) {
    Set<Root> made = new HashSet<>(Set.of(input));
    for (Work.Entrywise map : loop.maps()) {
      boolean isMade = map.args().stream().anyMatch(view -> made.contains(view.root()));
      if (isMade) {
        made.add(map.target().root());
      }
    }
    Optional<Work.Entrywise> writer =
        loop.maps().stream().filter(map -> map.target().root().equals(result)).findFirst();
    return made.contains(result)
        && writer.map(map -> Grouping.isEntryOfLoop(map.target(), loop.extents())).orElse(false);
  }
}
