package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides which pieces of work share a loop.
///
/// Work joins the first loop over its extents that comes after everything it reads; what it reads
/// in the same loop must be the very entry that the loop is at. So an intermediate that only its
/// own loop reads is never stored: the pairwise terms of an `n`-body sum take no memory.
final class Grouping {
  private final List<Open> stages = new ArrayList<>();
  private final Map<Root, Integer> writtenAt = new HashMap<>();
  private final Map<Root, Boolean> isPlain = new HashMap<>();
  private final Set<Root> apart = new HashSet<>();
  private final int most;

  private Grouping(int most) {
    this.most = most;
  }

  /// @param most the largest number of pieces of work in one loop
  static List<Stage> of(List<Work> works, int most) {
    Grouping grouping = new Grouping(most);
    works.forEach(grouping::place);
    return grouping.stages.stream().map(Open::close).toList();
  }

  /// A stage while work may still join it.
  private static final class Open {
    final List<Integer> extents;
    final List<Work.Entrywise> maps = new ArrayList<>();
    final List<Work.Fold> folds = new ArrayList<>();
    final List<Work.Task> tasks = new ArrayList<>();
    boolean isClosed;

    /// Whether all of its work must be [Flat].
    boolean staysFlat;

    Open(List<Integer> extents) {
      this.extents = extents;
    }

    int size() {
      return maps.size() + folds.size();
    }

    Stage close() {
      return tasks.isEmpty()
          ? new Stage.Loop(extents, maps, folds)
          : new Stage.Call(tasks.getFirst());
    }
  }

  private void place(Work work) {
    int at =
        switch (work) {
          case Work.Entrywise map -> {
            List<Integer> extents = map.target().extents();
            int stage =
                readsRowsApart(map) || InPlace.canShareLoop(map.target())
                    ? stageFor(work, extents)
                    : fresh(extents, true);
            if (Flat.pays(map) && !stages.get(stage).maps.stream().allMatch(Flat::is)) {
              stage = fresh(extents, false);
            }
            stages.get(stage).staysFlat |= Flat.pays(map);
            stages.get(stage).maps.add(map);
            yield stage;
          }
          case Work.Fold fold -> {
            int stage = stageFor(work, fold.arg().extents());
            stages.get(stage).folds.add(fold);
            yield stage;
          }
          case Work.Task task -> {
            int stage = fresh(List.of(), true);
            stages.get(stage).tasks.add(task);
            yield stage;
          }
        };
    boolean canBeReadInLoop = work instanceof Work.Entrywise map && isWhole(map.target());
    for (View target : work.writes()) {
      writtenAt.merge(target.root(), at, Math::max);
      isPlain.put(target.root(), canBeReadInLoop);
    }
  }

  /// Whether the work needs rows apart in any case, by itself or in what the same loop computes for
  /// it: then writing rows apart costs nothing more.
  private boolean readsRowsApart(Work.Entrywise map) {
    boolean isApart =
        InPlace.readsRowsApart(map) || map.args().stream().anyMatch(v -> apart.contains(v.root()));
    if (isApart) {
      apart.add(map.target().root());
    }
    return isApart;
  }

  private static boolean isWhole(View target) {
    return target.offset() == 0
        && target.root() instanceof Root.Computed(_, _, int size)
        && size == target.shape().size();
  }

  private int fresh(List<Integer> extents, boolean isClosed) {
    stages.add(new Open(extents));
    stages.getLast().isClosed = isClosed;
    return stages.size() - 1;
  }

  private int stageFor(Work work, List<Integer> extents) {
    int first = 0;
    for (View view : work.reads()) {
      int written = writtenAt.getOrDefault(view.root(), -1);
      boolean isSameEntry =
          isPlain.getOrDefault(view.root(), false) && isEntryOfLoop(view, extents);
      first = Math.max(first, isSameEntry ? written : written + 1);
    }
    if (work instanceof Work.Entrywise map) {
      for (Root.Computed before : map.after()) {
        first = Math.max(first, writtenAt.get(before) + 1);
      }
    }
    for (int at = first; at < stages.size(); at++) {
      Open open = stages.get(at);
      boolean fits = !open.staysFlat || work instanceof Work.Entrywise map && Flat.is(map);
      if (!open.isClosed && fits && open.extents.equals(extents) && open.size() < most) {
        return at;
      }
    }
    return fresh(extents, false);
  }

  /// Whether the view's entry at an index is what a loop at that index has just computed.
  static boolean isEntryOfLoop(View view, List<Integer> extents) {
    return view.extents().equals(extents)
        && isWhole(view)
        && view.strides().equals(View.boxed(view.shape().strides()));
  }
}
