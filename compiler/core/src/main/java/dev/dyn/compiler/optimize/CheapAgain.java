package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Large tensors that are a few additions and multiplications away from one other tensor, such as
/// `1 - y²` of the `y` of a layer: where they are used entry by entry, to compute them again from
/// that tensor takes one fetch, as many as to fetch them, and they need no memory.
final class CheapAgain {
  /// Smaller tensors stay in the caches, and computing them once is worth it.
  private static final long FEWEST_ENTRIES = 1 << 14;

  /// Operations between the two tensors.
  private static final int MOST_OPERATIONS = 3;

  private static final Set<ScalarFn> LIGHT =
      Set.of(Scalars.ADD, Scalars.SUB, Scalars.MUL, Scalars.NEG, Scalars.FMA);

  /// What a cheap tensor is made of.
  private record Made(Var source, int operations) {}

  private CheapAgain() {}

  /// The variables of lines of `early` to compute again in the lines `late`.
  ///
  /// @param free what costs nothing
  static Set<Var> of(Block block, List<Let> early, List<Let> late, Set<Var> free) {
    Map<Var, Made> made = new HashMap<>();
    for (Let let : early) {
      if (let.op() instanceof Op.Elementwise(var fn, var args)
          && LIGHT.contains(fn)
          && isLarge(let.target())) {
        cheap(args, free, made, let.target());
      }
    }
    Set<Var> cheap = new HashSet<>(made.keySet());
    block.results().forEach(cheap::remove);
    late.forEach(let -> keepEntrywise(let, cheap));
    for (Let let : early.reversed()) {
      if (let.targets().stream().anyMatch(cheap::contains)) {
        keepEntrywise(let, cheap);
      }
    }
    return cheap;
  }

  private static boolean isLarge(Var v) {
    return v.type().elem().isReal()
        && v.type().count().isKnown()
        && v.type().count().value() >= FEWEST_ENTRIES;
  }

  private static void cheap(List<Var> args, Set<Var> free, Map<Var, Made> made, Var target) {
    Set<Var> sources = new HashSet<>();
    int operations = 1;
    for (Var arg : Set.copyOf(args)) {
      if (!free.contains(arg)) {
        Made of = made.getOrDefault(arg, new Made(arg, 0));
        sources.add(of.source());
        operations += of.operations();
      }
    }
    if (sources.size() == 1 && operations <= MOST_OPERATIONS) {
      made.put(target, new Made(sources.iterator().next(), operations));
    }
  }

  /// What a line uses otherwise than entry by entry has to be in memory.
  private static void keepEntrywise(Let let, Set<Var> cheap) {
    if (!(let.op() instanceof Op.Elementwise)) {
      let.op().operands().forEach(cheap::remove);
    }
  }
}
