package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets work write directly where its result would only be copied to: into a part of a
/// concatenation or of a padded tensor.
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
    for (Work work : works) {
      work.reads().forEach(view -> reads.merge(view.root(), 1, Integer::sum));
      for (View target : work.writes()) {
        writes.merge(target.root(), 1, Integer::sum);
        if (work instanceof Work.Entrywise map) {
          writers.put(target.root(), map);
        }
      }
    }
    List<Work> fills = new ArrayList<>();
    List<Work> rest = new ArrayList<>();
    Set<Work> gone = new HashSet<>();
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
        if (source instanceof Root.Number) {
          fills.add(copy);
          continue;
        }
      }
      rest.add(work);
    }
    List<Work> all = new ArrayList<>(fills);
    rest.stream().filter(work -> !gone.contains(work)).forEach(all::add);
    return all;
  }

  /// Whether other work may share the loop that writes this target: its rows are long, or they
  /// continue each other.
  static boolean canShareLoop(View target) {
    if (target.isContiguous()) {
      return true;
    }
    return target.extents().getLast() >= LONG_ROW && target.strides().getLast() == 1;
  }
}
