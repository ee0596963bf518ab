package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  /// Stages that go through their rows together, `height` of them at once; see [RowBlocks].
  ///
  /// @param local what has memory for one block
  record Blocked(int rows, int height, List<Member> members, Set<Root> local) implements Stage {
    public Blocked {
      members = List.copyOf(members);
      local = Set.copyOf(local);
    }

    /// The rows of the last block, if it is lower than the others; else 0.
    int rest() {
      return rows % height;
    }
  }

  /// A stage of [Blocked].
  sealed interface Member {
    /// A loop with the rows along its first axis.
    record Nest(Loop loop) implements Member {}

    record Rows(RowTask task) implements Member {}

    /// The same for all rows.
    default Stage stage() {
      return switch (this) {
        case Nest(Loop loop) -> loop;
        case Rows(RowTask task) -> new Call(task.work());
      };
    }
  }

  /// The stages without blocks around them.
  default List<Stage> parts() {
    return switch (this) {
      case Loop _, Call _ -> List.of(this);
      case Blocked blocked -> blocked.members.stream().map(Member::stage).toList();
    };
  }

  default List<Work> works() {
    return switch (this) {
      case Loop loop -> {
        List<Work> all = new ArrayList<>(loop.maps);
        all.addAll(loop.folds);
        yield all;
      }
      case Call(Work.Task task) -> List.of(task);
      case Blocked _ -> parts().stream().flatMap(part -> part.works().stream()).toList();
    };
  }
}
