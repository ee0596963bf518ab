package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.DiffusionSteps;
import dev.dyn.compiler.method.DiffusionSystem;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lyapunov exponents of stochastic equations: how fast two paths of the same noise part. A step of
/// the method is a map that draws its noise, and tangent vectors move with that noise; the
/// exponents of the map over the size of a step converge to those of the equations (Talay 1991,
/// SIAM J. Numer. Anal. 28, 1141–1164).
///
/// The noise has streams of its own, from the place of the call: it is not that of a `simulate`.
final class NoisyExponents {
  /// What a quotient of times may miss of a whole number, as for saved times.
  private static final double ROUNDING = 1e-9;

  private final Elaborator elaborator;
  private final Builder b;
  private final StochasticTableau method;
  private final Var dt;
  private final Lyapunov.Times times;
  private final Increments increments;
  private final List<Var> streams;

  private NoisyExponents(
      Elaborator elaborator,
      StochasticTableau method,
      Var dt,
      Lyapunov.Times times,
      Increments increments,
      List<Var> streams) {
    this.elaborator = elaborator;
    this.b = elaborator.builder();
    this.method = method;
    this.dt = dt;
    this.times = times;
    this.increments = increments;
    this.streams = streams;
  }

  /// The exponents per unit of time and their errors, as of [Region.LyapunovFlow], over as many
  /// whole steps as the span has.
  static List<Var> of(
      Elaborator elaborator,
      SystemInstance system,
      Simulate.Options options,
      List<Var> starts,
      int count) {
    options.refuse(List.of("steps"), "a differential equation runs over a time span `t: a..b`");
    Value.StochasticChoice choice = Diffusions.method(elaborator, system, options);
    Var dt = choice.dt().orElseThrow();
    Span place = options.given("method").orElseThrow().span();
    KnownNumbers.requirePositive(elaborator, dt, "step size", place);
    Lyapunov.Times times = Lyapunov.Times.of(elaborator, options);
    Increments increments = Increments.of(elaborator, system);
    Var run = elaborator.streamAt(options.site());
    List<Var> streams =
        increments.noises().stream().map(noise -> noise.stream(elaborator, run)).toList();
    return new NoisyExponents(elaborator, choice.method(), dt, times, increments, streams)
        .exponents(starts, count, place, options.site());
  }

  private List<Var> exponents(List<Var> starts, int count, Span method, Span site) {
    Block next = next(starts, method);
    Blocks.Closed closed =
        Blocks.close(Lyapunov.tangent(elaborator, next, count, site), elaborator.names());
    Region region =
        new Region.LyapunovMap(
            closed.block(),
            steps(b.sub(times.end(), times.start())),
            steps(times.settling()),
            count,
            starts,
            closed.captured(),
            Optional.empty());
    return b.emitAll("exponents", region).stream().map(this::overTime).toList();
  }

  private Var overTime(Var perStep) {
    return b.div(perStep, b.broadcast(dt, perStep.type().dims(), List.of()));
  }

  private Var steps(Var span) {
    Var quotient = b.add(b.div(span, dt), b.real(ROUNDING, Elem.F64));
    return b.call(Scalars.TO_I64, b.call(ElementaryFunctions.FLOOR, quotient));
  }

  /// `(n, states…)` → the states after step number n.
  private Block next(List<Var> starts, Span place) {
    List<Var> environment = List.copyOf(increments.captured());
    Block drift = Blocks.closeOver(increments.drift(), environment, elaborator.names());
    Block diffusion = Blocks.closeOver(increments.diffusion(), environment, elaborator.names());
    NoiseStructure.require(elaborator, method, drift, diffusion, increments.noises(), place);
    DiffusionSystem system = new DiffusionSystem(drift, diffusion);
    Block step = DiffusionSteps.step(method, system);
    List<Type> types = new ArrayList<>(List.of(Type.I64));
    List<String> names = new ArrayList<>(List.of("n"));
    starts.forEach(start -> {
      types.add(start.type());
      names.add(start.name());
    });
    return elaborator.trace(
        types,
        names,
        vars -> {
          Builder inner = elaborator.builder();
          Var n = vars.getFirst();
          List<Var> arguments = new ArrayList<>(vars.subList(1, vars.size()));
          arguments.add(inner.fma(inner.convert(n, Elem.F64), dt, times.start()));
          arguments.add(dt);
          for (int half = 0; half < (method.needsArea() ? 2 : 1); half++) {
            for (int k = 0; k < streams.size(); k++) {
              Var own = elaborator.mixed(streams.get(k), inner.integer(half));
              arguments.add(growth(inner, elaborator.mixed(own, n), system.noiseTypes().get(k)));
            }
          }
          arguments.addAll(environment);
          return Blocks.inline(step, arguments, inner);
        });
  }

  /// A normal number of variance dt for each entry of a noise.
  private Var growth(Builder b, Var stream, Type type) {
    List<Var> standard = List.of(b.fill(0, type), b.fill(1, type));
    Var normal =
        b.emit("w", new Op.Draw(Distribution.NORMAL, stream, standard, type.dims(), type.elem()));
    Var root = b.convert(b.call(ElementaryFunctions.SQRT, dt), type.elem());
    return b.mul(normal, b.broadcast(root, type.dims(), List.of()));
  }
}
