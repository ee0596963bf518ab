package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Layout;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where in memory computed tensors live: results in their slots, others from the stage that writes
/// them to the last one that reads them, in space that is used again. Tensors that only the loop
/// that computes them reads have no place.
final class BufferPlan {
  private final Map<Root, Integer> offsets = new HashMap<>();
  private final Map<Elem, List<Free>> free = new HashMap<>();
  private final Layout layout;

  private record Free(int offset, int size) {}

  private record Life(Root.Computed root, int size, int first, int last) {}

  private BufferPlan(Layout layout) {
    this.layout = layout;
  }

  static Map<Root, Integer> of(
      List<Stage> stages,
      Remade remade,
      List<Root.Computed> results,
      List<Slot> outputs,
      Layout layout) {
    BufferPlan plan = new BufferPlan(layout);
    for (int k = 0; k < results.size(); k++) {
      plan.offsets.put(results.get(k), outputs.get(k).offset());
    }
    List<Life> lives = lives(stages, remade, plan.offsets.keySet());
    int parts = stages.stream().mapToInt(stage -> stage.parts().size()).sum();
    for (int at = 0; at < parts; at++) {
      int stage = at;
      lives.stream().filter(life -> life.first == stage).forEach(plan::begin);
      lives.stream().filter(life -> life.last == stage).forEach(plan::end);
    }
    return plan.offsets;
  }

  private static List<Life> lives(List<Stage> stages, Remade remade, Set<Root> placed) {
    Map<Root.Computed, Integer> first = new HashMap<>();
    Map<Root.Computed, Integer> last = new HashMap<>();
    Map<Root.Computed, Integer> part = new HashMap<>();
    Map<Root.Computed, Integer> sizes = new HashMap<>();
    Set<Root.Computed> stored = new HashSet<>();
    List<Root.Computed> order = new ArrayList<>();
    int begin = 0;
    for (Stage whole : stages) {
      int end = begin + whole.parts().size() - 1;
      for (int at = begin; at <= end; at++) {
        Stage stage = whole.parts().get(at - begin);
        for (Work work : stage.works()) {
          for (View view : work.writes()) {
            Root.Computed root = (Root.Computed) view.root();
            boolean isLocal = isLocal(root, whole);
            if (first.putIfAbsent(root, isLocal ? at : begin) == null) {
              order.add(root);
              part.put(root, at);
              sizes.put(root, size(root, whole));
            }
            last.put(root, isLocal ? at : end);
            boolean isWholeMap =
                work instanceof Work.Entrywise && root.size() == view.shape().size();
            if (!isWholeMap) {
              stored.add(root);
            }
          }
          for (View view : loaded(work.reads(), stage, remade)) {
            if (view.root() instanceof Root.Computed root) {
              last.put(root, isLocal(root, whole) ? at : end);
              if (part.get(root) != at) {
                stored.add(root);
              }
            }
          }
        }
      }
      begin = end + 1;
    }
    return order.stream()
        .filter(root -> stored.contains(root) && !placed.contains(root))
        .map(root -> new Life(root, sizes.get(root), first.get(root), last.get(root)))
        .toList();
  }

  private static boolean isLocal(Root.Computed root, Stage stage) {
    return !(stage instanceof Stage.Blocked blocked) || blocked.local().contains(root);
  }

  /// The entries that have a place: of what is local to a block, those of its rows.
  private static int size(Root.Computed root, Stage stage) {
    return stage instanceof Stage.Blocked blocked && blocked.local().contains(root)
        ? root.size() / blocked.rows() * blocked.height()
        : root.size();
  }

  /// What a stage loads for `views`: for those that it makes anew, what they are made of.
  static List<View> loaded(List<View> views, Stage stage, Remade remade) {
    List<View> loaded = new ArrayList<>();
    for (View view : views) {
      Optional<Work.Entrywise> made =
          stage instanceof Stage.Loop loop ? remade.of(view, loop.extents()) : Optional.empty();
      made.ifPresentOrElse(
          work -> loaded.addAll(loaded(work.args(), stage, remade)), () -> loaded.add(view));
    }
    return loaded;
  }

  private void begin(Life life) {
    Elem elem = life.root.elem() == Elem.BOOL ? Elem.I64 : life.root.elem();
    List<Free> spaces = free.computeIfAbsent(elem, _ -> new ArrayList<>());
    int size = life.size;
    for (int k = 0; k < spaces.size(); k++) {
      Free space = spaces.get(k);
      if (space.size >= size) {
        spaces.set(k, new Free(space.offset + size, space.size - size));
        offsets.put(life.root, space.offset);
        return;
      }
    }
    offsets.put(life.root, layout.take(elem, size));
  }

  private void end(Life life) {
    Elem elem = life.root.elem() == Elem.BOOL ? Elem.I64 : life.root.elem();
    List<Free> spaces = free.get(elem);
    Free freed = new Free(offsets.get(life.root), life.size);
    spaces.removeIf(space -> space.size == 0);
    for (int k = 0; k < spaces.size(); k++) {
      Free space = spaces.get(k);
      if (space.offset + space.size == freed.offset) {
        freed = new Free(space.offset, space.size + freed.size);
        spaces.remove(k--);
      } else if (freed.offset + freed.size == space.offset) {
        freed = new Free(freed.offset, freed.size + space.size);
        spaces.remove(k--);
      }
    }
    spaces.add(freed);
  }
}
