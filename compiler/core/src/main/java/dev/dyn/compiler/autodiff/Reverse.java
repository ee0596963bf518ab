package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reverse differentiation: first the values, then from the last line to the first the cotangents,
/// by which one learns how one result changes with all parameters at the cost of a few evaluations.
///
/// ```
/// (x)                        (x, w)
///   y = sin x        →         y = sin x
///   results y                  p = cos x
///                              v = mul w p
///                              results y, v
/// ```
///
/// Only reals have cotangents. Variables taken from outside a block are constants. [Tape] does the
/// first sweep, [Pullback] the second, with the rules in [ReverseRules].
public final class Reverse {
  private Reverse() {}

  /// The block `(x…, cotangent of each real y…) → (y…, cotangents of the active x…)`. `active`
  /// marks real parameters.
  ///
  /// @throws NotDifferentiable if a needed derivative is not known
  public static Block vjp(Block block, List<Boolean> active, Names names) {
    Builder b = new Builder(names);
    List<Var> parameters = new ArrayList<>();
    block.parameters().forEach(v -> parameters.add(names.freshLike(v)));
    Pullback pullback = run(block, List.copyOf(parameters), active, b);
    List<Optional<Var>> seeds = new ArrayList<>();
    for (Var result : block.results()) {
      boolean real = result.type().elem().isReal();
      Optional<Var> seed =
          real ? Optional.of(names.fresh("w", result.type())) : Optional.<Var>empty();
      seed.ifPresent(parameters::add);
      seeds.add(seed);
    }
    List<Var> results = new ArrayList<>(pullback.results());
    List<Optional<Var>> back = pullback.pull(seeds);
    for (int k = 0; k < active.size(); k++) {
      if (active.get(k)) {
        Var parameter = block.parameters().get(k);
        results.add(back.get(k).orElseGet(() -> b.fill(0, parameter.type())));
      }
    }
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }

  /// Writes the lines of `block` for the given arguments to the end of `b`; the pullback then
  /// writes those of the cotangents.
  ///
  /// @param arguments of which the active ones are different variables
  public static Pullback run(Block block, List<Var> arguments, List<Boolean> active, Builder b) {
    return run(block, arguments, active, Map.of(), b);
  }

  /// As above, with some lines computed before.
  ///
  /// @param computed the values of variables of the block
  static Pullback run(
      Block block, List<Var> arguments, List<Boolean> active, Map<Var, Var> computed, Builder b) {
    Tape tape = new Tape(b);
    computed.forEach(tape::computed);
    for (int k = 0; k < arguments.size(); k++) {
      if (active.get(k)) {
        tape.activate(arguments.get(k));
      }
    }
    List<Var> results = tape.record(block, arguments);
    return new Pullback(b, tape, arguments, results);
  }
}
