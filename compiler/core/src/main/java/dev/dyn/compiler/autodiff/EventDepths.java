package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.ConditionDepth;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How deep a state lies in the conditions of events, as blocks of which derivatives are taken.
final class EventDepths {
  private EventDepths() {}

  /// `(t, states…, environment…)` → the depth in condition `number` of `guards`, an f64; empty for
  /// a condition on whole numbers and truth values, which only another event can change.
  static Optional<Block> of(Block guards, int number, int site, Names names) {
    Builder b = new Builder(names);
    b.at(site);
    Map<Var, Op> lines = new HashMap<>();
    for (Let let : guards.lets()) {
      b.append(let);
      let.targets().forEach(target -> lines.put(target, let.op()));
    }
    Var condition = guards.results().get(number);
    Optional<Var> depth = ConditionDepth.of(b, lines, condition);
    if (depth.isPresent()) {
      Var wide = b.convert(depth.get(), Elem.F64);
      return Optional.of(new Block(guards.parameters(), b.lets(), List.of(wide)));
    }
    if (watchesReals(condition, lines, guards.parameters())) {
      throw new NotDifferentiable(
          "A run with an event whose condition is no comparison has no derivative.",
          List.of(
              "Where the condition turns true is found by how deep a state lies in it: it is made"
                  + " of `<`, `<=`, `>`, `>=` between reals, `and`, `or`, and `not`."),
          site);
    }
    return Optional.empty();
  }

  /// `(t, states…, environment…, taken)` → `depth` where the event is taken, else t, whose rate is
  /// not 0 and disturbs no derivative.
  static Block whereTaken(Block depth, int site, Names names) {
    Builder b = new Builder(names);
    b.at(site);
    List<Var> given = depth.parameters().stream().map(names::freshLike).toList();
    Var taken = names.fresh("taken", Type.BOOL);
    Var found = Blocks.inline(depth, given, b).getFirst();
    Var result = b.select(taken, found, b.convert(given.getFirst(), Elem.F64));
    return new Block(with(given, taken), b.lets(), List.of(result));
  }

  static <T> List<T> with(List<T> all, T last) {
    List<T> more = new ArrayList<>(all);
    more.add(last);
    return more;
  }

  private static boolean watchesReals(Var condition, Map<Var, Op> lines, List<Var> parameters) {
    if (parameters.contains(condition)) {
      return condition.type().elem().isReal();
    }
    Op op = lines.get(condition);
    return op != null && op.operands().stream().anyMatch(v -> watchesReals(v, lines, parameters));
  }
}
