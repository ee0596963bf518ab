package dev.dyn.compiler.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Maps over the parts of a node that keep what did not change, so that a rewriting that changes
/// nothing allocates nothing and can be seen by `==`.
final class Rewrite {
  private Rewrite() {}

  static <T> List<T> all(List<T> list, UnaryOperator<T> f) {
    List<T> changed = list;
    for (int i = 0; i < list.size(); i++) {
      T old = list.get(i);
      T now = f.apply(old);
      if (now != old && changed == list) changed = new ArrayList<>(list);
      if (changed != list) changed.set(i, now);
    }
    return changed;
  }

  static <T> Optional<T> optional(Optional<T> value, UnaryOperator<T> f) {
    if (value.isEmpty()) return value;
    T now = f.apply(value.get());
    return now == value.get() ? value : Optional.of(now);
  }
}
