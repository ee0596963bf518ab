package dev.dyn.compiler.ir;

import dev.dyn.compiler.method.StochasticTableau;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Integrates stochastic differential equations with steps of one size.
///
/// `drift` and `outputs` take `(t, states…, environment…)`, with t a real scalar; `drift` gives the
/// derivatives of the states without noise. `diffusion` takes `(t, states…, noises…, environment…)`
/// and gives what the growth `noises…` of the noise adds to each state, linear in it. Results as of
/// [Region.SimulateFlow].
///
/// @param dt an f64 scalar
/// @param keepsNonFinite whether states that became infinite or NaN are saved, or else a failure
public record SimulateDiffusion(
    Block drift,
    Block diffusion,
    Block outputs,
    StochasticTableau method,
    Var dt,
    TimeGrid grid,
    Noise noise,
    boolean keepsNonFinite,
    List<Var> states,
    List<Var> environment,
    Optional<Members> members)
    implements Region {
  public SimulateDiffusion {
    states = List.copyOf(states);
    environment = List.copyOf(environment);
  }

  /// Where the noise comes from.
  public sealed interface Noise {
    List<Var> operands();

    Noise mapOperands(UnaryOperator<Var> change);

    /// Drawn for this run: for each noise an i64 scalar, its stream.
    record Drawn(List<Var> streams) implements Noise {
      public Drawn {
        streams = List.copyOf(streams);
      }

      @Override
      public List<Var> operands() {
        return streams;
      }

      @Override
      public Noise mapOperands(UnaryOperator<Var> change) {
        return new Drawn(Op.mapped(streams, change));
      }
    }

    /// A Brownian path that exists already, see `dev.dyn.runtime.random.BrownianPath`: its stream
    /// (i64) and the times `from..to` that it covers (f64).
    record Path(Var stream, Var from, Var to) implements Noise {
      @Override
      public List<Var> operands() {
        return List.of(stream, from, to);
      }

      @Override
      public Noise mapOperands(UnaryOperator<Var> change) {
        return new Path(change.apply(stream), change.apply(from), change.apply(to));
      }
    }
  }

  /// How many noises there are: parameters of `diffusion`.
  public int noises() {
    return diffusion.parameters().size() - 1 - states.size() - environment.size();
  }

  @Override
  public List<Block> blocks() {
    return List.of(drift, diffusion, outputs);
  }

  @Override
  public Region withBlocks(List<Block> other) {
    return new SimulateDiffusion(
        other.get(0),
        other.get(1),
        other.get(2),
        method,
        dt,
        grid,
        noise,
        keepsNonFinite,
        states,
        environment,
        members);
  }

  @Override
  public Region withMembers(Members other) {
    return around(environment, Optional.of(other));
  }

  /// The same with another environment, which the blocks take already.
  public Region around(List<Var> other, Optional<Members> ofMembers) {
    return new SimulateDiffusion(
        drift,
        diffusion,
        outputs,
        method,
        dt,
        grid,
        noise,
        keepsNonFinite,
        states,
        other,
        ofMembers);
  }

  @Override
  public List<Var> operands() {
    List<Var> all = new ArrayList<>(states);
    all.addAll(environment);
    all.add(dt);
    all.addAll(grid.operands());
    all.addAll(noise.operands());
    return List.copyOf(all);
  }

  @Override
  public Op mapOperands(UnaryOperator<Var> change) {
    List<Var> first = Op.mapped(states, change);
    List<Var> then = Op.mapped(environment, change);
    return new SimulateDiffusion(
        drift,
        diffusion,
        outputs,
        method,
        change.apply(dt),
        grid.mapOperands(change),
        noise.mapOperands(change),
        keepsNonFinite,
        first,
        then,
        members);
  }
}
