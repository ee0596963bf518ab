package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the results of a block depend on, judged by its lines alone.
public final class Dependence {
  private Dependence() {}

  /// For each result the parameters, and the variables from outside, that it is computed from.
  public static List<Set<Var>> ofResults(Block block) {
    Map<Var, Set<Var>> known = new HashMap<>();
    for (Let let : block.lets()) {
      Set<Var> all = new HashSet<>();
      let.op().operands().forEach(v -> all.addAll(known.getOrDefault(v, Set.of(v))));
      let.targets().forEach(target -> known.put(target, all));
    }
    List<Set<Var>> results = new ArrayList<>();
    block.results().forEach(v -> results.add(known.getOrDefault(v, Set.of(v))));
    return results;
  }
}
