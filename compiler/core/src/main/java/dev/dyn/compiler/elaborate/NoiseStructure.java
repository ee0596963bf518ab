package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dependence;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.method.StochasticTableau.Correction;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How noises move the states, as far as methods of higher order ask for it.
///
/// They need no double integrals of two different noises if no noise changes the factor of another.
/// That holds if, first, the factor of a noise does not depend on states that another noise moves,
/// and second, each entry of a noise that is a tensor moves only its own entry of the states, by a
/// factor that depends on that entry.
final class NoiseStructure {
  private final Block diffusion;
  private final List<Var> states;
  private final List<Var> noises;
  private final List<Set<Var>> needed;

  private NoiseStructure(Block diffusion, List<Var> states, List<Var> noises) {
    this.diffusion = diffusion;
    this.states = states;
    this.noises = noises;
    this.needed = Dependence.ofResults(diffusion);
  }

  /// Reports where `method` cannot treat the noise of a system, whose blocks are closed.
  static void require(
      Elaborator elaborator,
      StochasticTableau method,
      Block drift,
      Block diffusion,
      List<Noise> names,
      Span place) {
    Block simple = Passes.standard().run(diffusion, elaborator.names());
    int count = drift.results().size();
    NoiseStructure structure =
        new NoiseStructure(
            simple,
            simple.parameters().subList(1, 1 + count),
            simple.parameters().subList(1 + count, 1 + count + names.size()));
    if (method.isForAdditiveNoise() && !structure.isAdditive()) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.METHOD_DOES_NOT_FIT,
                  "The method `"
                      + method.name()
                      + "` needs noise that does not depend on the state.",
                  place)
              .note("Here the factor of a noise depends on a state; `milstein` allows that."));
    }
    if (method.correction() != Correction.NONE && !structure.isDiagonal()) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.METHOD_DOES_NOT_FIT,
                  "The method `" + method.name() + "` cannot treat noises that act on each other.",
                  place)
              .note(
                  "Here a noise moves a state on which the factor of another noise depends; the"
                      + " order 1 would take their double integral.")
              .note("`euler_maruyama` allows it; in Stratonovich's sense `heun` does."));
    }
  }

  private boolean isAdditive() {
    return needed.stream().noneMatch(set -> states.stream().anyMatch(set::contains));
  }

  private boolean moves(int noise, int state) {
    return needed.get(state).contains(noises.get(noise));
  }

  private boolean isDiagonal() {
    for (int j = 0; j < noises.size(); j++) {
      for (int s = 0; s < states.size(); s++) {
        if (moves(j, s) && !treats(j, s)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether the part of noise j in state s is as the class says.
  private boolean treats(int j, int s) {
    for (int r = 0; r < states.size(); r++) {
      if (!needed.get(s).contains(states.get(r))) {
        continue;
      }
      for (int other = 0; other < noises.size(); other++) {
        if (other != j && moves(other, r)) {
          return false;
        }
      }
      boolean isTensor = !noises.get(j).type().isScalar();
      if (isTensor && moves(j, r) && !(isEntryByEntry(j, s) && isEntryByEntry(j, r))) {
        return false;
      }
    }
    return true;
  }

  /// Whether entry k of state s takes from entry k of the noise and of the states it moves alone.
  private boolean isEntryByEntry(int j, int s) {
    Set<Var> touched = new HashSet<>(List.of(noises.get(j)));
    for (int r = 0; r < states.size(); r++) {
      if (moves(j, r)) {
        touched.add(states.get(r));
      }
    }
    Type type = states.get(s).type();
    Set<Var> entrywise = new HashSet<>(touched);
    entrywise.removeIf(v -> !v.type().dims().equals(type.dims()));
    for (Let let : diffusion.lets()) {
      List<Var> operands = new ArrayList<>(let.op().operands());
      operands.retainAll(touched);
      if (!operands.isEmpty()) {
        touched.addAll(let.targets());
        if (let.op() instanceof Op.Elementwise && entrywise.containsAll(operands)) {
          entrywise.addAll(let.targets());
        }
      }
    }
    return entrywise.contains(diffusion.results().get(s));
  }
}
