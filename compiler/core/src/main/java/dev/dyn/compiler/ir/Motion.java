package dev.dyn.compiler.ir;

import dev.dyn.compiler.method.StochasticTableau;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// How the states of a [Region.SimulateHybrid] move between firings and events.
///
/// Blocks take `(t or n, states…, environment…)`.
public sealed interface Motion {
  /// The number of saved times.
  Dim count();

  List<Block> blocks();

  Motion withBlocks(List<Block> other);

  List<Var> operands();

  Motion mapOperands(UnaryOperator<Var> change);

  /// A differential equation for the first states, as many as `field` has results; the others wait.
  record Flow(Block field, Method method, TimeGrid grid) implements Motion {
    @Override
    public Dim count() {
      return grid.count();
    }

    @Override
    public List<Block> blocks() {
      return List.of(field);
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return new Flow(other.getFirst(), method, grid);
    }

    @Override
    public List<Var> operands() {
      List<Var> all = new ArrayList<>(method.operands());
      all.addAll(grid.operands());
      return List.copyOf(all);
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Flow(field, method.mapOperands(change), grid.mapOperands(change));
    }
  }

  /// Stochastic equations for the first states; the others wait. `drift` is as the field of a
  /// [Flow]; `diffusion` takes `(t, moving states…, noises…, waiting states…, environment…)` and
  /// gives what the growth `noises…` of the noise adds to each moving state, linear in it.
  ///
  /// @param dt an f64 scalar
  record Diffusion(
      Block drift,
      Block diffusion,
      StochasticTableau method,
      Var dt,
      TimeGrid grid,
      SimulateDiffusion.Noise noise)
      implements Motion {
    /// The types of the noises.
    public List<Type> noises() {
      int states = drift.results().size();
      int count = diffusion.parameters().size() - drift.parameters().size();
      return diffusion.parameters().subList(1 + states, 1 + states + count).stream()
          .map(Var::type)
          .toList();
    }

    @Override
    public Dim count() {
      return grid.count();
    }

    @Override
    public List<Block> blocks() {
      return List.of(drift, diffusion);
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return new Diffusion(other.getFirst(), other.getLast(), method, dt, grid, noise);
    }

    @Override
    public List<Var> operands() {
      List<Var> all = new ArrayList<>(List.of(dt));
      all.addAll(grid.operands());
      all.addAll(noise.operands());
      return List.copyOf(all);
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Diffusion(
          drift,
          diffusion,
          method,
          change.apply(dt),
          grid.mapOperands(change),
          noise.mapOperands(change));
    }
  }

  /// All states wait for the next firing, whose rate does not change until then.
  record Waiting(JumpMethod method, TimeGrid grid) implements Motion {
    @Override
    public Dim count() {
      return grid.count();
    }

    @Override
    public List<Block> blocks() {
      return List.of();
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return this;
    }

    @Override
    public List<Var> operands() {
      return grid.operands();
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Waiting(method, grid.mapOperands(change));
    }
  }

  /// A map of all states, saved after `discard` (i64) steps and after each of `steps` further ones.
  record Steps(Block next, Dim steps, Var discard) implements Motion {
    @Override
    public Dim count() {
      return steps.plus(Dim.ONE);
    }

    @Override
    public List<Block> blocks() {
      return List.of(next);
    }

    @Override
    public Motion withBlocks(List<Block> other) {
      return new Steps(other.getFirst(), steps, discard);
    }

    @Override
    public List<Var> operands() {
      return List.of(discard);
    }

    @Override
    public Motion mapOperands(UnaryOperator<Var> change) {
      return new Steps(next, steps, change.apply(discard));
    }
  }
}
