package dev.dyn.jvm.array;

import java.util.List;

/// What one generated method does: a loop nest that several pieces of work share, or one call of
/// the runtime.
sealed interface Stage {
  /// A loop over all indices of `extents`. With folds, the last axis is the one that they combine.
  record Loop(List<Integer> extents, List<Work.Entrywise> maps, List<Work.Fold> folds)
      implements Stage {
    public Loop {
      extents = List.copyOf(extents);
      maps = List.copyOf(maps);
      folds = List.copyOf(folds);
    }
  }

  record Call(Work.Task task) implements Stage {}

  default List<Work> works() {
    return switch (this) {
      case Loop loop -> {
        List<Work> all = new java.util.ArrayList<>(loop.maps);
        all.addAll(loop.folds);
        yield all;
      }
      case Call(Work.Task task) -> List.of(task);
    };
  }
}
