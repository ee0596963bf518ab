package dev.dyn.compiler.method;

import dev.dyn.compiler.autodiff.Dual;
import dev.dyn.compiler.autodiff.Forward;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dependence;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A stochastic equation as the step blocks see it: the closed blocks `drift`, `(t, states…,
/// environment…)` → derivatives, and `diffusion`, `(t, states…, noises…, environment…)` → what the
/// growth of the noises adds.
public record DiffusionSystem(Block drift, Block diffusion) {
  public FlowSystem flow() {
    return new FlowSystem(drift);
  }

  public int states() {
    return drift.results().size();
  }

  /// How many noises there are.
  public int noises() {
    return diffusion.parameters().size() - drift.parameters().size();
  }

  private List<Var> noiseVars() {
    return diffusion.parameters().subList(1 + states(), 1 + states() + noises());
  }

  public List<Type> noiseTypes() {
    return noiseVars().stream().map(Var::type).toList();
  }

  /// New parameters for the noises, named as in the block, with `suffix`.
  List<Var> noiseParameters(Names names, String suffix) {
    return noiseVars().stream().map(v -> names.fresh(v.name() + suffix, v.type())).toList();
  }

  /// Whether noise `noise` moves state `state`.
  boolean moves(int noise, int state) {
    return dependence().get(state).contains(noiseVars().get(noise));
  }

  /// Whether the factor of noise `noise` in state `state` depends on any state.
  boolean factorChanges(int noise, int state) {
    Block factor = factorBlock(noise, Names.after(diffusion));
    Set<Var> needed = Dependence.ofResults(factor).get(state);
    return moves(noise, state)
        && factor.parameters().subList(1, 1 + states()).stream().anyMatch(needed::contains);
  }

  private List<Set<Var>> dependence() {
    return Dependence.ofResults(diffusion);
  }

  /// What `growth` of the noises adds to each state, absent for states that no noise moves.
  List<Optional<Var>> moved(
      Builder b, Var t, List<Var> states, List<Var> growth, List<Var> environment) {
    List<Var> arguments = new ArrayList<>();
    arguments.add(b.convert(t, timeElem()));
    arguments.addAll(states);
    arguments.addAll(growth);
    arguments.addAll(environment);
    List<Var> results = Blocks.inline(diffusion, arguments, b);
    List<Set<Var>> dependence = dependence();
    return IntStream.range(0, states())
        .mapToObj(s ->
            noiseVars().stream().anyMatch(dependence.get(s)::contains)
                ? Optional.of(results.get(s))
                : Optional.<Var>empty())
        .toList();
  }

  /// The factor of noise `noise` in each state, in every entry, absent for states that it does not
  /// move; and how that changes where the states change by `directions`.
  ///
  /// @param directions absent for states that stay
  List<Optional<Dual>> factor(
      Builder b,
      int noise,
      Var t,
      List<Var> states,
      List<Optional<Var>> directions,
      List<Var> environment) {
    Block factor = factorBlock(noise, b.names());
    List<Dual> arguments = new ArrayList<>();
    arguments.add(Dual.constant(b.convert(t, timeElem())));
    for (int s = 0; s < states.size(); s++) {
      arguments.add(new Dual(states.get(s), directions.get(s)));
    }
    environment.forEach(v -> arguments.add(Dual.constant(v)));
    List<Dual> results = Forward.inline(factor, arguments, b);
    return IntStream.range(0, states())
        .mapToObj(s -> moves(noise, s) ? Optional.of(results.get(s)) : Optional.<Dual>empty())
        .toList();
  }

  /// `(t, states…, environment…)` → what the noise would add if all its entries grew by 1.
  private Block factorBlock(int noise, Names names) {
    Builder b = new Builder(names);
    List<Var> given = diffusion.parameters().stream().map(names::freshLike).toList();
    int first = 1 + states();
    List<Dual> arguments = new ArrayList<>();
    for (int k = 0; k < given.size(); k++) {
      boolean grows = k == first + noise;
      arguments.add(
          grows
              ? Dual.of(given.get(k), b.fill(1, given.get(k).type()))
              : Dual.constant(given.get(k)));
    }
    List<Var> results =
        Forward.inline(diffusion, arguments, b).stream().map(y -> y.tangentOrZero(b)).toList();
    List<Var> parameters = new ArrayList<>(given);
    parameters.subList(first, first + noises()).clear();
    return DeadCode.prune(new Block(parameters, b.lets(), results));
  }

  private Elem timeElem() {
    return diffusion.parameters().getFirst().type().elem();
  }
}
