package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.compiler.optimize.Passes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Forward differentiation: beside each value walks its tangent, the directional derivative.
///
/// ```
/// (x)                        (x, dx)
///   y = sin x        →         y = sin x
///   results y                  p = cos x
///                              dy = mul dx p
///                              results y, dy
/// ```
///
/// Only reals have tangents. Variables taken from outside a block are constants. The rules stand in
/// [ForwardRules], those for regions in [ForwardRegions].
public final class Forward {
  private Forward() {}

  /// The block `(x…, tangents of the active x…) → (y…, tangent of each real y…)`. `active` marks
  /// real parameters.
  ///
  /// @throws NotDifferentiable if a needed derivative is not known
  public static Block jvp(Block block, List<Boolean> active, Names names) {
    List<Boolean> wanted = block.results().stream().map(v -> v.type().elem().isReal()).toList();
    return jvpInGroups(
        block,
        active,
        List.of(block.parameters().size()),
        wanted,
        List.of(block.results().size()),
        names);
  }

  /// Writes the lines of `function` and of its tangents, for the given arguments, to the end of
  /// `b`.
  ///
  /// @return the function's results with their tangents there
  public static List<Dual> inline(Block function, List<Dual> arguments, Builder b) {
    Block block = Passes.beforeDerivatives().run(function, b.names());
    Map<Var, Dual> duals = new HashMap<>();
    for (int k = 0; k < arguments.size(); k++) {
      duals.put(block.parameters().get(k), arguments.get(k));
    }
    ForwardRules rules = new ForwardRules(b);
    int site = b.site();
    for (Let let : block.lets()) {
      b.at(let.site());
      List<Dual> targets = line(let, duals, rules, b);
      for (int k = 0; k < targets.size(); k++) {
        duals.put(let.targets().get(k), targets.get(k));
      }
    }
    b.at(site);
    return block.results().stream().map(v -> look(duals, v)).toList();
  }

  private static List<Dual> line(Let let, Map<Var, Dual> duals, ForwardRules rules, Builder b) {
    Op op = let.op().mapOperands(v -> look(duals, v).value());
    List<Optional<Var>> tangents =
        let.op().operands().stream().map(v -> look(duals, v).tangent()).toList();
    if (tangents.stream().allMatch(Optional::isEmpty)) {
      return b.emitLike(let, op).stream().map(Dual::constant).toList();
    }
    if (op instanceof Op.Elementwise(ScalarFn fn, var args)
        && fn.meaning() instanceof ScalarFn.Meaning.Expansion(var lines)
        && !(fn.partials() instanceof ScalarFn.Partials.Zero)) {
      return List.of(expanded(lines, args, tangents, b));
    }
    return rules.apply(let, op, tangents);
  }

  private static Dual expanded(
      ScalarFn.Expand lines, List<Var> args, List<Optional<Var>> tangents, Builder b) {
    List<Dual> duals = new ArrayList<>();
    for (int k = 0; k < args.size(); k++) {
      duals.add(new Dual(args.get(k), tangents.get(k)));
    }
    return inline(CalledLines.block(lines, args, b), duals, b).getFirst();
  }

  /// As [#jvp], with tangents where a caller needs them: after each group of consecutive parameters
  /// come the tangents of the active ones among them, after each group of results the tangents of
  /// the `wanted` ones.
  static Block jvpInGroups(
      Block block,
      List<Boolean> active,
      List<Integer> parameterGroups,
      List<Boolean> wanted,
      List<Integer> resultGroups,
      Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = new ArrayList<>();
    List<Dual> arguments = new ArrayList<>();
    int k = 0;
    for (int group : parameterGroups) {
      List<Var> tangents = new ArrayList<>();
      for (int end = k + group; k < end; k++) {
        Var old = block.parameters().get(k);
        Var value = names.freshLike(old);
        parameters.add(value);
        Optional<Var> tangent = Optional.empty();
        if (active.get(k)) {
          tangent = Optional.of(names.fresh("d" + old.name(), old.type()));
          tangents.add(tangent.get());
        }
        arguments.add(new Dual(value, tangent));
      }
      parameters.addAll(tangents);
    }
    List<Dual> duals = inline(block, arguments, b);
    List<Var> results = grouped(duals, wanted, resultGroups, b);
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }

  private static List<Var> grouped(
      List<Dual> duals, List<Boolean> wanted, List<Integer> groups, Builder b) {
    List<Var> results = new ArrayList<>();
    int k = 0;
    for (int group : groups) {
      List<Var> tangents = new ArrayList<>();
      for (int end = k + group; k < end; k++) {
        results.add(duals.get(k).value());
        if (wanted.get(k)) {
          tangents.add(duals.get(k).tangentOrZero(b));
        }
      }
      results.addAll(tangents);
    }
    return List.copyOf(results);
  }

  private static Dual look(Map<Var, Dual> duals, Var v) {
    return duals.getOrDefault(v, Dual.constant(v));
  }
}
