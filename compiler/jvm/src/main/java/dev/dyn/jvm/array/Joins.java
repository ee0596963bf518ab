package dev.dyn.jvm.array;

import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes tensors that are joined of parts apart again where only one piece of work reads them.
///
/// The derivative of the largest of each square of places joins four tensors, first to rows, then
/// to an image, and the derivative of `relu` chooses from that. Then a part is written where it
/// lies in the last tensor, and the choice is made part by part: nothing is written twice, and the
/// work on the parts can share one loop.
final class Joins {
  private final Map<Root, Integer> reads = new HashMap<>();
  private final Map<Root, List<Work.Entrywise>> writers = new HashMap<>();
  private final Set<Root> elsewhere = new HashSet<>();
  private int next;

  /// What has become of the works.
  ///
  /// @param next the number of the next fresh root
  record Outcome(List<Work> works, int next) {}

  private Joins(List<Work> works, Set<Root> results, int next) {
    this.next = next;
    elsewhere.addAll(results);
    for (Work work : works) {
      work.reads().forEach(view -> reads.merge(view.root(), 1, Integer::sum));
      for (View target : work.writes()) {
        if (work instanceof Work.Entrywise map && map.after().isEmpty()) {
          writers.computeIfAbsent(target.root(), _ -> new ArrayList<>()).add(map);
        } else {
          elsewhere.add(target.root());
        }
      }
    }
  }

  /// @param results roots that must stay, because they are results
  /// @param next the number of the next fresh root
  static Outcome of(List<Work> works, Set<Root> results, int next) {
    Joins joins = new Joins(works, results, next);
    List<Work> now = works;
    for (Work work : works) {
      if (work instanceof Work.Entrywise map) {
        now = joins.taken(now, map);
      }
    }
    return new Outcome(now, joins.next);
  }

  /// The works after `reader` has been taken apart, if it reads joined parts.
  private List<Work> taken(List<Work> works, Work.Entrywise reader) {
    for (View arg : reader.args()) {
      List<Work.Entrywise> parts = writers.getOrDefault(arg.root(), List.of());
      boolean isJoined =
          parts.size() > 1
              && works.contains(reader)
              && !elsewhere.contains(arg.root())
              && reads.get(arg.root()) == 1
              && reader.after().isEmpty()
              && isWhole(arg);
      if (isJoined) {
        Optional<List<Work>> apart = apart(works, reader, arg, parts);
        if (apart.isPresent()) {
          return apart.get();
        }
      }
    }
    return works;
  }

  private static boolean isWhole(View view) {
    return view.offset() == 0
        && view.isContiguous()
        && view.root() instanceof Root.Computed(_, _, int size)
        && size == view.shape().size();
  }

  /// Each part through the reader by itself. Parts that are computed where they are joined get a
  /// tensor of their own.
  private Optional<List<Work>> apart(
      List<Work> works, Work.Entrywise reader, View joined, List<Work.Entrywise> parts) {
    List<Work> readings = new ArrayList<>();
    Map<Work, Optional<Work>> changed = new HashMap<>();
    for (Work.Entrywise part : parts) {
      View value = part.args().getFirst();
      if (part.method().isPresent()) {
        value =
            View.whole(fresh(part.target().root().elem(), part.target()), part.target().shape());
        Work own = new Work.Entrywise(part.method(), part.args(), value, List.of(), part.site());
        changed.put(part, Optional.of(own));
      } else {
        changed.put(part, Optional.empty());
      }
      List<View> args = new ArrayList<>();
      for (View arg : reader.args()) {
        Optional<View> picked =
            arg.equals(joined) ? Optional.of(value) : Composed.of(arg, part.target());
        if (picked.isEmpty()) {
          return Optional.empty();
        }
        args.add(arg.equals(joined) ? value : anew(arg, picked.get(), part.target(), readings));
      }
      Optional<View> target = Composed.of(reader.target(), part.target());
      if (target.isEmpty()) {
        return Optional.empty();
      }
      readings.add(
          new Work.Entrywise(
              reader.method(),
              args.stream().map(Composed::squeezed).toList(),
              Composed.squeezed(target.get()),
              List.of(),
              reader.site()));
    }
    writers.getOrDefault(reader.target().root(), new ArrayList<>()).remove(reader);
    for (Work work : readings) {
      Work.Entrywise map = (Work.Entrywise) work;
      writers.computeIfAbsent(map.target().root(), _ -> new ArrayList<>()).add(map);
    }
    List<Work> all = new ArrayList<>();
    for (Work work : works) {
      if (work.equals(reader)) {
        all.addAll(readings);
      } else if (work instanceof Work.Entrywise map && parts.contains(map)) {
        changed.get(map).ifPresent(all::add);
      } else {
        all.add(work);
      }
    }
    return Optional.of(all);
  }

  /// The picked entries of `arg`; truth values that compare entries are compared again, so that
  /// they need no memory.
  private View anew(View arg, View picked, View part, List<Work> readings) {
    List<Work.Entrywise> made = writers.getOrDefault(arg.root(), List.of());
    boolean isTruth = arg.root().elem() == Elem.BOOL && made.size() == 1 && isWhole(arg);
    if (!isTruth || !isWhole(made.getFirst().target())) {
      return picked;
    }
    Work.Entrywise comparison = made.getFirst();
    List<View> args = new ArrayList<>();
    for (View compared : comparison.args()) {
      Optional<View> some = Composed.of(compared, part);
      if (some.isEmpty()) {
        return picked;
      }
      args.add(Composed.squeezed(some.get()));
    }
    View target = View.whole(fresh(Elem.BOOL, part), Composed.squeezed(part).shape());
    readings.add(
        new Work.Entrywise(comparison.method(), args, target, List.of(), comparison.site()));
    return target;
  }

  private Root.Computed fresh(Elem elem, View like) {
    return new Root.Computed(next++, elem, like.shape().size());
  }
}
