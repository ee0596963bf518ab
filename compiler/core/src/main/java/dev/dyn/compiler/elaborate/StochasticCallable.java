package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.source.Span;
import java.util.List;
import java.util.Map;

/// A method for stochastic equations given its step: `milstein(dt: 0.01)`.
record StochasticCallable(StochasticTableau method) implements Callable {
  @Override
  public String name() {
    return method.name();
  }

  @Override
  public List<String> parameterNames() {
    return List.of("dt");
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, List.of("dt?"), site);
    return new Value.StochasticChoice(method, MethodCallable.option(elaborator, bound, "dt"));
  }
}
