package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for mistakes in a block: run after every pass, so that a mistake is found where it was
/// made.
///
/// What holds of a valid block:
///
/// - each variable is defined before it is used, once, and used with the type it was defined with,
/// - each operation is well formed ([WellFormed]) and its targets have the types that [Types#of]
///   says,
/// - the blocks of regions are closed, valid, and fit the region's operands ([RegionRules]).
public final class Verifier {
  private final List<String> problems = new ArrayList<>();

  private Verifier() {}

  /// The mistakes in the closed block `block`; none if it is valid.
  public static List<String> problems(Block block) {
    return problems(block, List.of());
  }

  /// The mistakes in a block that may use `outside`.
  public static List<String> problems(Block block, Collection<Var> outside) {
    Verifier verifier = new Verifier();
    verifier.block(block, outside);
    return List.copyOf(verifier.problems);
  }

  private void block(Block block, Collection<Var> outside) {
    Map<Integer, Var> known = new HashMap<>();
    outside.forEach(var -> known.put(var.id(), var));
    block.parameters().forEach(var -> define(var, known, "the parameters"));
    for (Let let : block.lets()) {
      line(let, known);
    }
    block.results().forEach(var -> use(var, known, "the results"));
  }

  private void define(Var var, Map<Integer, Var> known, String where) {
    if (known.put(var.id(), var) != null) {
      problems.add(where + ": " + var + " is defined twice");
    }
  }

  private void use(Var var, Map<Integer, Var> known, String where) {
    Var defined = known.get(var.id());
    if (defined == null) {
      problems.add(where + ": " + var + " is not defined above");
    } else if (!defined.type().equals(var.type())) {
      problems.add(where + ": " + var + " is " + defined.type() + ", used as " + var.type());
    }
  }

  private void line(Let let, Map<Integer, Var> known) {
    String where = let.targets() + " = " + let.op().getClass().getSimpleName();
    let.op().operands().forEach(var -> use(var, known, where));
    List<String> found = WellFormed.problems(let.op());
    found.forEach(problem -> problems.add(where + ": " + problem));
    if (found.isEmpty()) {
      requireTypes(let, where);
    }
    if (let.op() instanceof Region region) {
      region.blocks().forEach(inner -> block(inner, List.of()));
    }
    let.targets().forEach(var -> define(var, known, where));
  }

  private void requireTypes(Let let, String where) {
    List<Type> types = Types.of(let.op());
    List<Type> given = let.targets().stream().map(Var::type).toList();
    if (!types.equals(given)) {
      problems.add(where + ": the results are " + types + ", the targets " + given);
    }
  }
}
