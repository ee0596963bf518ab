package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one does with whole blocks: find what they take from outside, close them, copy them into
/// another block.
public final class Blocks {
  private Blocks() {}

  /// A closed block and what must be handed to its additional, last parameters.
  public record Closed(Block block, List<Var> captured) {}

  /// The variables that `block` uses and does not define, in order of first use.
  public static List<Var> freeVariables(Block block) {
    Set<Var> bound = new HashSet<>(block.parameters());
    Set<Var> free = new LinkedHashSet<>();
    for (Let let : block.lets()) {
      for (Var operand : let.op().operands()) {
        if (!bound.contains(operand)) {
          free.add(operand);
        }
      }
      bound.addAll(let.targets());
    }
    for (Var result : block.results()) {
      if (!bound.contains(result)) {
        free.add(result);
      }
    }
    return List.copyOf(free);
  }

  /// Gives `block` a further parameter for each variable that it takes from outside.
  public static Closed close(Block block, Names names) {
    List<Var> captured = freeVariables(block);
    return new Closed(closeOver(block, captured, names), captured);
  }

  /// `block` with a further parameter for each of `captured`, in this order, whether used or not:
  /// so that several blocks can share one environment.
  public static Block closeOver(Block block, List<Var> captured, Names names) {
    Map<Var, Var> inside = new HashMap<>();
    List<Var> parameters = new ArrayList<>(block.parameters());
    for (Var outer : captured) {
      Var parameter = names.freshLike(outer);
      inside.put(outer, parameter);
      parameters.add(parameter);
    }
    List<Let> lets = new ArrayList<>();
    for (Let let : block.lets()) {
      Op op = let.op().mapOperands(v -> inside.getOrDefault(v, v));
      lets.add(new Let(let.targets(), op, let.site()));
    }
    List<Var> results = block.results().stream().map(v -> inside.getOrDefault(v, v)).toList();
    return new Block(parameters, lets, results);
  }

  /// Copies the lines of `block`, with `arguments` for its parameters, to the end of `builder`.
  ///
  /// @return what the block's results are there
  public static List<Var> inline(Block block, List<Var> arguments, Builder builder) {
    Map<Var, Var> renamed = new HashMap<>();
    for (int k = 0; k < block.parameters().size(); k++) {
      renamed.put(block.parameters().get(k), arguments.get(k));
    }
    for (Let let : block.lets()) {
      Op op = let.op().mapOperands(v -> renamed.getOrDefault(v, v));
      List<Var> targets = let.targets().stream().map(builder.names()::freshLike).toList();
      builder.append(new Let(targets, op, let.site()));
      for (int k = 0; k < targets.size(); k++) {
        renamed.put(let.targets().get(k), targets.get(k));
      }
    }
    return block.results().stream().map(v -> renamed.getOrDefault(v, v)).toList();
  }
}
