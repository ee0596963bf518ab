package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticMethods;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.method.StochasticTableau.Calculus;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `simulate` of systems with stochastic equations.
final class Diffusions {
  private Diffusions() {}

  static Value simulate(
      Elaborator elaborator, SystemInstance system, Simulate.Options options, TimeGrid grid) {
    Value.StochasticChoice choice = method(elaborator, system, options);
    Increments increments = Increments.of(elaborator, system);
    Block outputs = new SystemBlocks(elaborator, system).outputs();
    Set<Var> captured = increments.captured();
    captured.addAll(Blocks.freeVariables(outputs));
    List<Var> environment = List.copyOf(captured);
    Block drift = Blocks.closeOver(increments.drift(), environment, elaborator.names());
    Block diffusion = Blocks.closeOver(increments.diffusion(), environment, elaborator.names());
    Span place = options.given("method").map(Arguments.Given::span).orElse(options.site());
    NoiseStructure.require(
        elaborator, choice.method(), drift, diffusion, increments.noises(), place);
    Region region =
        new SimulateDiffusion(
            drift,
            diffusion,
            Blocks.closeOver(outputs, environment, elaborator.names()),
            choice.method(),
            choice.dt().orElseThrow(),
            grid,
            noise(elaborator, increments.noises(), choice.method(), options),
            keepsNonFinite(elaborator, options),
            options.starts(system),
            environment,
            Optional.empty());
    return Simulate.course(elaborator, system, region);
  }

  private static boolean keepsNonFinite(Elaborator elaborator, Simulate.Options options) {
    Optional<Arguments.Given> given = options.given("allow_nonfinite");
    if (given.isEmpty()) {
      return false;
    }
    if (elaborator.valid(given.get().value().get()) instanceof Value.Truth(boolean truth)) {
      return truth;
    }
    throw elaborator.fail(
        Diagnostic.of(
            TypeCodes.NOT_A_CONDITION,
            "`allow_nonfinite:` is `true` or `false`.",
            given.get().span()));
  }

  /// The path that `noise:` gives, or a stream for each noise.
  static SimulateDiffusion.Noise noise(
      Elaborator elaborator,
      List<Noise> noises,
      StochasticTableau method,
      Simulate.Options options) {
    Optional<Arguments.Given> given = options.given("noise");
    if (given.isPresent()) {
      return Brownian.asNoise(elaborator, given.get(), method);
    }
    Var run = elaborator.streamAt(options.site());
    List<Var> streams = new ArrayList<>();
    for (Noise noise : noises) {
      streams.add(noise.stream(elaborator, run));
    }
    return new SimulateDiffusion.Noise.Drawn(streams);
  }

  // ---- methods

  static Value.StochasticChoice method(
      Elaborator elaborator, SystemInstance system, Simulate.Options options) {
    options.refuse(
        List.of("rtol", "atol"),
        "a differential equation with noise is solved in steps of one size");
    Calculus calculus = calculus(system);
    Optional<Arguments.Given> given = options.given("method");
    if (given.isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.METHOD_NEEDS_STEP,
                  "A stochastic equation needs a method with a step size.",
                  options.site())
              .note("Write " + examples(calculus) + "."));
    }
    Span place = given.get().span();
    Value.StochasticChoice choice =
        switch (options.precise(given.get())) {
          case Value.StochasticChoice stochastic -> stochastic;
          case Value.MethodChoice(var tableau, var dt, _, _)
              when StochasticMethods.ofFlow(tableau).isPresent() ->
              new Value.StochasticChoice(StochasticMethods.ofFlow(tableau).get(), dt);
          case Value.Function(UnsupportedCallable method) ->
              throw method.refused(elaborator, place);
          case Value other ->
              throw elaborator.fail(
                  Diagnostic.of(
                          ExperimentCodes.METHOD_DOES_NOT_FIT,
                          "This is no method for stochastic equations.",
                          place,
                          "this is " + other.describe())
                      .note("Write " + examples(calculus) + "."));
        };
    StochasticTableau method = choice.method();
    if (method.calculus() != calculus && !method.isForAdditiveNoise()) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.METHOD_DOES_NOT_FIT,
                  "The method `"
                      + method.name()
                      + "` solves "
                      + method.calculus().author()
                      + " equations, and this system has "
                      + calculus.author()
                      + " equations.",
                  place)
              .note("Write " + examples(calculus) + "."));
    }
    if (choice.dt().isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.METHOD_NEEDS_STEP,
                  "The method `" + method.name() + "` needs a step size.",
                  place)
              .note(
                  "Write `" + method.name() + "(dt: 0.01)`; it does not choose steps by itself."));
    }
    return choice;
  }

  private static Calculus calculus(SystemInstance system) {
    return system.isStratonovich() ? Calculus.STRATONOVICH : Calculus.ITO;
  }

  private static String examples(Calculus calculus) {
    return switch (calculus) {
      case ITO ->
          "`method: euler_maruyama(dt: 0.01)`, or `milstein`, `platen`, or `sra1` where the noise"
              + " does not depend on the state";
      case STRATONOVICH -> "`method: heun(dt: 0.01)`";
    };
  }
}
