package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets truth values be compared again instead of being kept. In
///
/// ```
/// m = le(x, 0)
/// y = select(m, 0, x)
/// … select(m, 0, g)
/// ```
///
/// the last line, which is the derivative of `relu`, may ask `le(y, 0)`: where m holds y is 0,
/// where it does not y is x. So neither m, of 64 bits an entry, nor x is kept from the one loop to
/// the other, only y, which a product reads anyway.
final class Masks {
  private final Map<Root, Work.Entrywise> comparisons = new HashMap<>();
  private final Map<Root, Work.Entrywise> again = new HashMap<>();
  private final Set<Root> inMemory = new HashSet<>();
  private int next;

  /// What has become of the works.
  ///
  /// @param next the number of the next fresh root
  record Outcome(List<Work> works, int next) {}

  private Masks(int next) {
    this.next = next;
  }

  /// @param next the number of the next fresh root
  static Outcome of(List<Work> works, int next) {
    Masks masks = new Masks(next);
    for (Work work : works) {
      masks.inMemory.addAll(Remade.stored(work));
    }
    List<Work> all = new ArrayList<>();
    for (Work work : works) {
      if (work instanceof Work.Entrywise map) {
        masks.look(map);
        all.addAll(masks.rewritten(map));
      } else {
        all.add(work);
      }
    }
    return new Outcome(all, masks.next);
  }

  /// The work, after what it needs anew.
  private List<Work> rewritten(Work.Entrywise map) {
    List<Work> all = new ArrayList<>();
    List<View> args = new ArrayList<>();
    for (View arg : map.args()) {
      Work.Entrywise comparison = again.get(arg.root());
      boolean isMask =
          comparison != null && Grouping.isEntryOfLoop(arg, comparison.target().extents());
      if (isMask && !isFirst(map, comparison)) {
        View fresh =
            View.whole(new Root.Computed(next++, Elem.BOOL, arg.shape().size()), arg.shape());
        all.add(
            new Work.Entrywise(
                comparison.method(), comparison.args(), fresh, List.of(), comparison.site()));
        args.add(fresh);
      } else {
        args.add(arg);
      }
    }
    all.add(new Work.Entrywise(map.method(), args, map.target(), map.after(), map.site()));
    return all;
  }

  /// Whether this is the choice that made what is compared again.
  private static boolean isFirst(Work.Entrywise map, Work.Entrywise comparison) {
    return map.target().equals(comparison.args().getFirst());
  }

  private void look(Work.Entrywise map) {
    Root root = map.target().root();
    if (is(map, List.of("le", "ge", "lt", "gt")) && isReal(map)) {
      comparisons.put(root, map);
    } else if (is(map, List.of("select")) && inMemory.contains(root)) {
      Optional.ofNullable(comparisons.get(map.args().getFirst().root()))
          .filter(comparison -> saysTheSame(comparison, map))
          .ifPresent(comparison -> again.put(comparison.target().root(), of(map, comparison)));
    }
  }

  private static Work.Entrywise of(Work.Entrywise choice, Work.Entrywise comparison) {
    return new Work.Entrywise(
        comparison.method(),
        List.of(choice.target(), comparison.args().getLast()),
        comparison.target(),
        List.of(),
        comparison.site());
  }

  /// Whether `compare(y, c)` is `compare(x, c)` for the `y` chosen from `x` and `c`. Where c is
  /// chosen, comparing c with itself must give what chose it.
  private static boolean saysTheSame(Work.Entrywise comparison, Work.Entrywise choice) {
    View x = comparison.args().getFirst();
    View c = comparison.args().getLast();
    boolean holdsForEqual = is(comparison, List.of("le", "ge"));
    List<View> chosen = holdsForEqual ? List.of(c, x) : List.of(x, c);
    return isNumber(c)
        && Grouping.isEntryOfLoop(choice.target(), comparison.target().extents())
        && Grouping.isEntryOfLoop(choice.args().getFirst(), comparison.target().extents())
        && choice.args().subList(1, 3).equals(chosen);
  }

  private static boolean isNumber(View c) {
    return c.root() instanceof Root.Number(Instruction.Literal literal)
        && switch (literal.elem()) {
          case F64 -> !Double.isNaN(Double.longBitsToDouble(literal.bits()));
          case F32 -> !Float.isNaN(Float.intBitsToFloat((int) literal.bits()));
          case I64, BOOL -> false;
        };
  }

  private static boolean isReal(Work.Entrywise map) {
    return map.args().stream().allMatch(view -> view.root().elem().isReal());
  }

  private static boolean is(Work.Entrywise map, List<String> names) {
    return map.method().filter(method -> isArithmetic(method, names)).isPresent();
  }

  private static boolean isArithmetic(Method method, List<String> names) {
    return method.owner() == Arithmetic.class && names.contains(method.name());
  }
}
