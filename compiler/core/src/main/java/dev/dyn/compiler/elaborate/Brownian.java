package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.SimulateDiffusion;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;

/// `brownian(path: i, t: a..b, finest: h)`: path number i of the experiment's seed, over a span of
/// time. `finest` says how finely it will be asked; it changes no value, because every value of a
/// path is a function of the path and the time.
final class Brownian implements Callable {
  /// Where all paths of a seed are derived from.
  private static final long PATHS = 0x42726F776E69616EL;

  private static final List<String> PARAMETERS = List.of("path", "t", "finest?");

  @Override
  public String name() {
    return "brownian";
  }

  @Override
  public List<String> parameterNames() {
    return List.of("path", "t", "finest");
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, PARAMETERS, site);
    Arguments.Given number = bound.get("path");
    Var path = elaborator.numbers().integer(number.value().get(), number.span());
    elaborator.numbers().requireScalar(path, "number of the path", number.span());
    Simulate.Options options = new Simulate.Options(elaborator, bound, site);
    Value.Range span = options.timeSpan().orElseThrow();
    Var from = options.time(span.from());
    Var to = options.time(span.to());
    Simulate.requireForwardIfKnown(elaborator, from, to, options);
    if (bound.containsKey("finest")) {
      Var finest = options.doubleOption("finest").orElseThrow();
      KnownNumbers.requirePositive(
          elaborator, finest, "finest step of a path", bound.get("finest").span());
    }
    Var all = elaborator.mixed(elaborator.streamOfSeed(), elaborator.builder().integer(PATHS));
    return new Value.Function(new Path(elaborator.mixed(all, path), from, to));
  }

  /// A path as the noise of a run.
  static SimulateDiffusion.Noise asNoise(
      Elaborator elaborator, Arguments.Given given, StochasticTableau method) {
    if (!(elaborator.valid(given.value().get())
        instanceof Value.Function(Path(Var stream, Var from, Var to)))) {
      throw elaborator.fail(
          Diagnostic.of(TypeCodes.TYPE_MISMATCH, "`noise:` takes a Brownian path.", given.span())
              .note("`brownian(path: 0, t: 0..1, finest: 0.001)` makes one."));
    }
    if (method.needsArea()) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.METHOD_DOES_NOT_FIT,
                  "The method `" + method.name() + "` cannot follow a given path.",
                  given.span())
              .note(
                  "It needs the integral of the noise within each step, which the values of a path"
                      + " do not tell; `euler_maruyama`, `milstein`, `platen` and `heun` follow"
                      + " paths."));
    }
    return new SimulateDiffusion.Noise.Path(stream, from, to);
  }

  /// A path `w`; `w(t)` is its value at a time, 0 at the beginning of its span.
  private record Path(Var stream, Var from, Var to) implements Callable {
    @Override
    public String name() {
      return "w";
    }

    @Override
    public List<String> parameterNames() {
      return List.of("t");
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      Arguments.Given time = arguments.bind(elaborator, this, parameterNames(), site).get("t");
      Var value =
          elaborator.inPrecision(
              Elem.F64,
              () ->
                  elaborator
                      .numbers()
                      .apply(
                          Scalars.BROWNIAN,
                          List.of(
                              operand(stream, site),
                              operand(from, site),
                              operand(to, site),
                              new Numbers.Operand(
                                  new Value.Array(
                                      elaborator
                                          .builder()
                                          .convert(
                                              elaborator
                                                  .numbers()
                                                  .toReal(time.value().get(), time.span()),
                                              Elem.F64)),
                                  time.span())),
                          site));
      return new Value.Array(elaborator.numbers().real(value));
    }

    private static Numbers.Operand operand(Var var, Span site) {
      return new Numbers.Operand(new Value.Array(var), site);
    }
  }
}
