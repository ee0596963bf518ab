package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.tensor.Elem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tensors that are computed anew wherever a loop uses them, because that takes less than to load
/// them: a few operations on indices, such as the condition of
///
/// ```
/// [sum((if j == i then 0.0 else force(x[i], x[j])) for j in 0..<n) for i in 0..<n]
/// ```
///
/// which all evaluations in a step share, and truth values that compare what is in memory. Also
/// large tensors that are a few sums and products away from one that is in memory anyway, or from
/// two if there is one reader: to store and to fetch them would take as long as to fetch these.
final class Remade {
  /// Operations of one tensor.
  private static final int MOST_OPERATIONS = 4;

  /// Operations of a large one, with at least so many entries that it would not stay in the
  /// first-level cache.
  private static final int MOST_OF_LARGE = 6;

  private static final int LARGE = 1 << 14;

  private final Map<Root, Work.Entrywise> works = new HashMap<>();
  private final Map<Root, Integer> operations = new HashMap<>();
  private final Map<Root, Set<Root>> sources = new HashMap<>();
  private final Map<Root, Integer> readers = new HashMap<>();
  private final Set<Root> inMemory = new HashSet<>();
  private final int carried;

  private Remade(int carried) {
    this.carried = carried;
  }

  /// @param carried how many of the first inputs may be overwritten by results
  static Remade of(List<Work> works, int carried) {
    Map<Root, Integer> writes = new HashMap<>();
    works.forEach(
        work -> work.writes().forEach(target -> writes.merge(target.root(), 1, Integer::sum)));
    Remade remade = new Remade(carried);
    for (Work work : works) {
      remade.inMemory.addAll(stored(work));
      work.reads().forEach(view -> remade.readers.merge(view.root(), 1, Integer::sum));
    }
    for (Work work : works) {
      if (work instanceof Work.Entrywise map && writes.get(map.target().root()) == 1) {
        remade.look(map);
      }
    }
    return remade;
  }

  /// What must be in memory so that `work` can read it: arguments of tasks, and entries other than
  /// the one that a loop is at.
  static Set<Root> stored(Work work) {
    Set<Root> stored = new HashSet<>();
    for (View view : work.reads()) {
      boolean isOther =
          work instanceof Work.Entrywise map
              && view.root() instanceof Root.Computed
              && !Grouping.isEntryOfLoop(view, map.target().extents());
      if (isOther || work instanceof Work.Task) {
        stored.add(view.root());
      }
    }
    return stored;
  }

  private void look(Work.Entrywise map) {
    boolean isPlain =
        map.method().map(Remade::isLight).orElse(false)
            && map.after().isEmpty()
            && Grouping.isEntryOfLoop(map.target(), map.target().extents());
    int count = 1;
    for (View arg : map.args()) {
      Optional<Work.Entrywise> made = of(arg, map.target().extents());
      isPlain &=
          arg.root() instanceof Root.Counter
              || arg.root() instanceof Root.Number
              || (map.target().root().elem() == Elem.BOOL && isInMemory(arg))
              || (isExtreme(map) && isInMemory(arg))
              || made.isPresent();
      count += made.map(m -> operations.get(m.target().root())).orElse(0);
    }
    if (isPlain && count <= MOST_OPERATIONS) {
      works.put(map.target().root(), map);
      operations.put(map.target().root(), count);
    } else {
      lookAtLarge(map);
    }
  }

  private void lookAtLarge(Work.Entrywise map) {
    Root target = map.target().root();
    boolean isLarge =
        target.elem().isReal()
            && map.target().shape().size() >= LARGE
            && map.method().map(Remade::isSumOrProduct).orElse(false)
            && map.after().isEmpty()
            && Grouping.isEntryOfLoop(map.target(), map.target().extents());
    if (!isLarge) {
      return;
    }
    Set<Root> all = new HashSet<>();
    int count = 1;
    for (View arg : map.args()) {
      Root root = arg.root();
      if (root instanceof Root.Number) {
        continue;
      }
      Optional<Work.Entrywise> made = of(arg, map.target().extents());
      if (made.isEmpty() && !isHere(arg, map)) {
        return;
      }
      all.addAll(made.isPresent() ? sources.getOrDefault(root, Set.of()) : Set.of(root));
      count += made.map(m -> operations.get(m.target().root())).orElse(0);
    }
    int few = readers.getOrDefault(target, 0) == 1 ? 2 : 1;
    if (all.size() <= few && count <= MOST_OF_LARGE) {
      works.put(target, map);
      operations.put(target, count);
      sources.put(target, all);
    }
  }

  /// Whether the entry is in memory for others, and stays there.
  private boolean isHere(View arg, Work.Entrywise map) {
    boolean stays = arg.root() instanceof Root.Input(int index, _) && index >= carried;
    return stays
        ? arg.extents().equals(map.target().extents()) && arg.offset() == 0 && arg.isContiguous()
        : isInMemory(arg) && Grouping.isEntryOfLoop(arg, map.target().extents());
  }

  private static boolean isSumOrProduct(Method method) {
    return method.owner() == Arithmetic.class
        && switch (method.name()) {
          case "add", "sub", "mul", "neg", "fma" -> true;
          default -> false;
        };
  }

  /// Whether the entry is in memory for others anyway: a truth value takes 64 bits there, what it
  /// is made of not more. Not for inputs: where they are carried, their successors may be there.
  private boolean isInMemory(View arg) {
    return inMemory.contains(arg.root()) && arg.root() instanceof Root.Computed;
  }

  /// Whether this is the larger or smaller of two entries of one tensor: pooling.
  private static boolean isExtreme(Work.Entrywise map) {
    return map.method().filter(m -> m.name().equals("max") || m.name().equals("min")).isPresent()
        && map.args().stream().map(View::root).distinct().count() == 1;
  }

  private static boolean isLight(Method method) {
    return method.owner() == Arithmetic.class && VectorCalls.isInRegisters(method);
  }

  /// How a loop over `extents` makes the entry of `view` that it is at, if it may.
  Optional<Work.Entrywise> of(View view, List<Integer> extents) {
    return Grouping.isEntryOfLoop(view, extents)
        ? Optional.ofNullable(works.get(view.root()))
            .filter(work -> work.target().extents().equals(extents))
        : Optional.empty();
  }
}
