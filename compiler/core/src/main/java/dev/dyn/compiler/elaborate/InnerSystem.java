package dev.dyn.compiler.elaborate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A system, or a single part of it at any depth.
///
/// @param path the names of the parts that lead to it; empty for the system itself
record InnerSystem(List<String> path, SystemInstance system) {
  /// The system, then its single parts in the order of their declaration, each before its own
  /// parts. Arrays of parts are left out.
  static List<InnerSystem> of(SystemInstance system) {
    List<InnerSystem> all = new ArrayList<>();
    add(new InnerSystem(List.of(), system), all);
    return all;
  }

  private static void add(InnerSystem inner, List<InnerSystem> all) {
    all.add(inner);
    for (Map.Entry<String, Part> part : inner.system.parts().entrySet()) {
      if (part.getValue() instanceof SinglePart single) {
        List<String> path = new ArrayList<>(inner.path);
        path.add(part.getKey());
        add(new InnerSystem(path, single.instance()), all);
      }
    }
  }

  /// What stands before the names of its states: `a.b.`.
  String prefix() {
    return String.join("", path.stream().map(name -> name + ".").toList());
  }

  Happenings happenings() {
    return system.model().happenings();
  }
}
