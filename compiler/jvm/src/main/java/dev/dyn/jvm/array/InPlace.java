package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets work write directly where its result would only be copied to: into a part of a
/// concatenation or of a padded tensor, such as the gradient of one of the weights that share a
/// vector.
///
/// Zeros of padded tensors are written first of all, so that what comes into them may share the
/// loop that computes it.
final class InPlace {
  /// Shorter rows are not worth it: a loop that writes into rows apart cannot run over several rows
  /// at once.
  private static final int LONG_ROW = 32;

  private InPlace() {}

  /// @param results roots that must stay, because they are results
  static List<Work> of(List<Work> works, Set<Root> results) {
    Map<Root, Integer> reads = new HashMap<>();
    Map<Root, Integer> writes = new HashMap<>();
    Map<Root, Work.Entrywise> writers = new HashMap<>();
    Map<Root, Work.Task> tasks = new HashMap<>();
    for (Work work : works) {
      work.reads().forEach(view -> reads.merge(view.root(), 1, Integer::sum));
      for (View target : work.writes()) {
        writes.merge(target.root(), 1, Integer::sum);
        if (work instanceof Work.Entrywise map) {
          writers.put(target.root(), map);
        }
        if (work instanceof Work.Task task && task.targets().size() == 1) {
          tasks.put(target.root(), task);
        }
      }
    }
    List<Work> fills = new ArrayList<>();
    List<Work> rest = new ArrayList<>();
    Set<Work> gone = new HashSet<>();
    Map<Work, Work> moved = new HashMap<>();
    for (Work work : works) {
      if (work instanceof Work.Entrywise copy && copy.method().isEmpty()) {
        Root source = copy.args().getFirst().root();
        Work.Entrywise writer = writers.get(source);
        boolean isOnlyCopied =
            writer != null
                && !gone.contains(writer)
                && writer.method().isPresent()
                && reads.get(source) == 1
                && writes.get(source) == 1
                && !results.contains(source);
        if (isOnlyCopied
            && Grouping.isEntryOfLoop(copy.args().getFirst(), writer.target().extents())
            && canShareLoop(copy.target())) {
          rest.add(
              new Work.Entrywise(
                  writer.method(), writer.args(), copy.target(), copy.after(), writer.site()));
          gone.add(writer);
          continue;
        }
        Work.Task task = tasks.get(source);
        if (task != null
            && reads.get(source) == 1
            && !results.contains(source)
            && isAll(copy.args().getFirst(), task.targets().getFirst())
            && copy.target().isContiguous()) {
          View place = copy.target().reshaped(task.targets().getFirst().shape()).orElseThrow();
          moved.put(task, new Work.Task(task.call(), task.args(), List.of(place)));
          continue;
        }
        if (source instanceof Root.Number) {
          fills.add(copy);
          continue;
        }
      }
      rest.add(work);
    }
    List<Work> all = new ArrayList<>(fills);
    rest.stream()
        .filter(work -> !gone.contains(work))
        .map(work -> moved.getOrDefault(work, work))
        .forEach(all::add);
    return all;
  }

  /// Whether `view` has all entries of the tensor `target`, in their order.
  private static boolean isAll(View view, View target) {
    return view.offset() == 0
        && view.isContiguous()
        && view.shape().size() == target.shape().size();
  }

  /// Whether other work may share the loop that writes this target: its rows are long, or they
  /// continue each other.
  static boolean canShareLoop(View target) {
    if (target.isContiguous()) {
      return true;
    }
    return target.extents().getLast() >= LONG_ROW && target.strides().getLast() == 1;
  }

  /// Whether the work reads rows that do not follow each other, and writes such or whole ones.
  static boolean readsRowsApart(Work.Entrywise map) {
    int rank = map.target().rank();
    return rank > 1
        && map.target().strides().getLast() == 1
        && map.args().stream()
            .filter(arg -> arg.root() instanceof Root.Computed && arg.strides().getLast() == 1)
            .anyMatch(arg -> arg.strides().get(rank - 2) > arg.extents().getLast());
  }
}
