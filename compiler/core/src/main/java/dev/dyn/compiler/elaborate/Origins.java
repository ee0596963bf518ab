package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which network a value was computed by, for messages about shapes that do not fit.
final class Origins {
  private final Map<Var, SystemInstance> networks = new HashMap<>();

  /// Says that `network` gave `var`.
  void note(Var var, SystemInstance network) {
    networks.put(var, network);
  }

  /// The networks whose values `var` was last computed from, looking back through `lines`; in the
  /// order of the operands.
  List<SystemInstance> of(Var var, List<Let> lines) {
    Map<Var, Let> definitions = new HashMap<>();
    lines.forEach(let -> let.targets().forEach(target -> definitions.put(target, let)));
    Set<SystemInstance> found = new LinkedHashSet<>();
    Deque<Var> open = new ArrayDeque<>(List.of(var));
    Set<Var> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Var next = open.poll();
      if (networks.containsKey(next)) {
        found.add(networks.get(next));
      } else if (seen.add(next) && definitions.containsKey(next)) {
        open.addAll(definitions.get(next).op().operands());
      }
    }
    return List.copyOf(found);
  }
}
