package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Dual;
import dev.dyn.compiler.autodiff.Forward;
import dev.dyn.compiler.autodiff.Linearity;
import dev.dyn.compiler.autodiff.NotDifferentiable;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The increments of a stochastic system taken apart: `f*dt + g*dW` into the drift f and the
/// diffusion g.
///
/// Both are derivatives of the increment, by `dt` and in the direction of the noises, which is the
/// same because the increment is linear in them; that is checked here.
///
/// @param drift `(t, states…) → (derivatives…)`, open
/// @param diffusion `(t, states…, noises…) → (what the noises add…)`, open
record Increments(Block drift, Block diffusion, List<Noise> noises) {
  static Increments of(Elaborator elaborator, SystemInstance system) {
    List<Noise> noises = Noise.of(elaborator, system);
    Block whole = new SystemBlocks(elaborator, system).increments(noises);
    requireLinear(elaborator, system, whole);
    try {
      return new Increments(
          drift(elaborator, whole, noises.size()),
          diffusion(elaborator, whole, noises.size()),
          noises);
    } catch (NotDifferentiable limit) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.NOT_LINEAR_IN_NOISE,
                  "The stochastic equations cannot be taken apart into drift and noise.",
                  system.model().declaration().name().span())
              .note("`" + limit.functionName() + "` stands in the way."));
    }
  }

  /// What both blocks read from around them.
  Set<Var> captured() {
    Set<Var> captured = new LinkedHashSet<>(Blocks.freeVariables(drift));
    captured.addAll(Blocks.freeVariables(diffusion));
    return captured;
  }

  private static void requireLinear(Elaborator elaborator, SystemInstance system, Block whole) {
    int states = system.starts().size();
    List<Var> growth = whole.parameters().subList(1 + states, whole.parameters().size());
    List<Boolean> linear = Linearity.ofResults(whole, new HashSet<>(growth), elaborator.names());
    boolean failed = false;
    int s = 0;
    for (String state : system.starts().keySet().stream().filter(system::hasEquation).toList()) {
      Optional<Item.Sde> sde = system.diffusion(state);
      if (!linear.get(s++) && sde.isPresent()) {
        failed = true;
        elaborator.report(
            Diagnostic.of(
                    SystemCodes.NOT_LINEAR_IN_NOISE,
                    "The increment of `" + state + "` is not linear in `dt` and the noise.",
                    sde.get().right().span())
                .note(
                    "It is a sum of something times `dt` and something times a noise such as"
                        + " `dW`: `f*dt + g*dW`."));
      }
    }
    if (failed) {
      throw new Reported();
    }
  }

  private static Block drift(Elaborator elaborator, Block whole, int noises) {
    int dt = whole.parameters().size() - noises - 1;
    return derivative(elaborator, whole, dt, noises, false);
  }

  private static Block diffusion(Elaborator elaborator, Block whole, int noises) {
    int dt = whole.parameters().size() - noises - 1;
    return derivative(elaborator, whole, dt, noises, true);
  }

  /// The derivative by the parameter `dt`, or along the noises after it.
  private static Block derivative(
      Elaborator elaborator, Block whole, int dt, int noises, boolean alongNoises) {
    Builder b = new Builder(elaborator.names());
    b.at(elaborator.builder().site());
    List<Var> given = whole.parameters().stream().map(elaborator.names()::freshLike).toList();
    List<Dual> arguments = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      Var parameter = given.get(k);
      if (k == dt && !alongNoises) {
        arguments.add(Dual.of(parameter, b.fill(1, parameter.type())));
      } else if (k > dt && alongNoises) {
        arguments.add(Dual.of(parameter, parameter));
      } else {
        arguments.add(Dual.constant(parameter));
      }
    }
    List<Var> results =
        Forward.inline(whole, arguments, b).stream().map(y -> y.tangentOrZero(b)).toList();
    List<Var> parameters = new ArrayList<>(given.subList(0, dt));
    if (alongNoises) {
      parameters.addAll(given.subList(dt + 1, dt + 1 + noises));
    }
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }
}
