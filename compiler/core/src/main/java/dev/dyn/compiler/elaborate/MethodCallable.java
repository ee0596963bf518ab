package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An integration method given its options: `rk4(dt: 0.01)`, `tsit5(rtol: 1e-6, atol: 1e-9)`.
record MethodCallable(Tableau tableau) implements Callable {
  @Override
  public String name() {
    return tableau.name();
  }

  @Override
  public List<String> parameterNames() {
    return tableau.isAdaptive() ? List.of("dt", "rtol", "atol") : List.of("dt");
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    List<String> optional = parameterNames().stream().map(n -> n + "?").toList();
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, optional, site);
    return new Value.MethodChoice(
        tableau,
        option(elaborator, bound, "dt"),
        option(elaborator, bound, "rtol"),
        option(elaborator, bound, "atol"));
  }

  static Optional<Var> option(
      Elaborator elaborator, Map<String, Arguments.Given> bound, String name) {
    Arguments.Given given = bound.get(name);
    if (given == null) {
      return Optional.empty();
    }
    Var number =
        elaborator.inPrecision(
            Elem.F64,
            () ->
                elaborator
                    .numbers()
                    .doubleScalar(given.value().get(), "`" + name + "`", given.span()));
    if (name.equals("dt")) {
      KnownNumbers.requirePositive(elaborator, number, "step `dt`", given.span());
    } else {
      KnownNumbers.requireTolerance(elaborator, number, given.span());
    }
    return Optional.of(number);
  }
}
