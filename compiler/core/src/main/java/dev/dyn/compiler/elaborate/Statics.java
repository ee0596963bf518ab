package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out the value of a variable that depends on constants alone, by evaluating the lines it
/// stems from. So a number of steps may be computed, and still be known before the run.
final class Statics {
  /// Larger tensors are not computed before the run.
  private static final long LARGEST = 1 << 20;

  private static final Evaluator EVALUATOR =
      new Evaluator((region, operands, site) -> {
        throw new IllegalStateException("a region is not known before the run");
      });

  private final RunInputs inputs;
  private final Map<Var, Let> definitions = new HashMap<>();
  private final Map<Builder, Integer> indexed = new HashMap<>();
  private final Map<Var, Optional<Tensor>> known = new HashMap<>();

  /// @param inputs what a run may set
  Statics(RunInputs inputs) {
    this.inputs = inputs;
  }

  /// The value of `var` if nothing is set, which is then demanded of its inputs.
  Optional<Tensor> valueOf(Var var, Iterable<Builder> builders) {
    Optional<Tensor> value = unchangeable(var, builders);
    Map<Var, Tensor> unset = inputs.unset();
    if (value.isPresent() || unset.isEmpty()) {
      return value;
    }
    Optional<Tensor> assumed = evaluated(var, unset);
    if (assumed.isPresent()) {
      inputs.demand(roots(var, builders));
    }
    return assumed;
  }

  /// The value of `var`, whose definition stands in one of `builders`; empty if it depends on a
  /// parameter, a draw or a region, is large, or fails.
  Optional<Tensor> unchangeable(Var var, Iterable<Builder> builders) {
    Optional<Tensor> cached = known.getOrDefault(var, Optional.empty());
    if (cached.isPresent()) {
      return cached;
    }
    builders.forEach(this::index);
    Optional<Tensor> value = evaluated(var, Map.of());
    value.ifPresent(_ -> known.put(var, value));
    return value;
  }

  private Optional<Tensor> evaluated(Var var, Map<Var, Tensor> given) {
    List<Let> needed = new ArrayList<>();
    if (!collect(var, needed, new HashSet<>(given.keySet()))) {
      return Optional.empty();
    }
    List<Var> parameters = List.copyOf(given.keySet());
    Block block = new Block(parameters, needed, List.of(var));
    List<Tensor> arguments = parameters.stream().map(given::get).toList();
    try {
      return Optional.of(EVALUATOR.run(block, arguments).getFirst());
    } catch (RunFailure _) {
      return Optional.empty(); // such as a division by zero: the run tells of it, if it gets there
    }
  }

  /// The variables that `var` depends on and that no line defines: parameters of blocks that are
  /// being traced.
  Set<Var> roots(Var var, Iterable<Builder> builders) {
    builders.forEach(this::index);
    Set<Var> roots = new HashSet<>();
    Set<Var> seen = new HashSet<>();
    List<Var> open = new ArrayList<>(List.of(var));
    while (!open.isEmpty()) {
      Var next = open.removeLast();
      if (!seen.add(next)) {
        continue;
      }
      Let let = definitions.get(next);
      if (let == null) {
        roots.add(next);
      } else {
        open.addAll(let.op().operands());
      }
    }
    return roots;
  }

  private void index(Builder builder) {
    int from = indexed.getOrDefault(builder, 0);
    List<Let> lets = builder.lets();
    for (int k = from; k < lets.size(); k++) {
      for (Var target : lets.get(k).targets()) {
        definitions.put(target, lets.get(k));
      }
    }
    indexed.put(builder, lets.size());
  }

  private boolean collect(Var var, List<Let> needed, Set<Var> done) {
    if (!done.add(var)) {
      return true;
    }
    Let let = definitions.get(var);
    if (let == null
        || let.op() instanceof Region
        || let.op() instanceof Op.Draw
        || hasOpenSize(let.op())) {
      return false;
    }
    boolean small =
        let.targets().stream()
            .allMatch(t -> t.type().isKnown() && t.type().count().value() <= LARGEST);
    if (!small) {
      return false;
    }
    for (Var operand : let.op().operands()) {
      if (!collect(operand, needed, done)) {
        return false;
      }
    }
    needed.add(let);
    return true;
  }

  /// Whether a line uses a size that has only a name, though what it gives has known extents.
  private static boolean hasOpenSize(Op op) {
    return op instanceof Size(Dim size) && !size.isKnown()
        || op instanceof Reindex.Slice slice && !slice.start().isKnown()
        || op instanceof Reindex.Pad pad && !pad.start().isKnown();
  }
}
