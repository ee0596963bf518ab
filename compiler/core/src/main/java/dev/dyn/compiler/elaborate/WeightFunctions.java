package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Functions of all weights of a model: `weights(net)` are they as one vector, in the order of
/// their declaration, as `theta` in rules; `stop_gradient(net)` is the model with weights that are
/// constants to every derivative.
final class WeightFunctions {
  private WeightFunctions() {}

  static Builtin vector() {
    return Builtin.of("weights", "model", WeightFunctions::vector);
  }

  private static Value vector(Elaborator e, Bound a) {
    SystemInstance model = model(e, a.value("model"), a.span("model"));
    return new Value.Array(Theta.of(Map.of("", model)).start(Map.of("", model), e.builder()));
  }

  /// `model` as it is here.
  static SystemInstance model(Elaborator e, Value value, Span site) {
    if (value instanceof Value.Instance(SystemInstance model)) {
      SystemInstance now = e.current(model);
      if (!Weights.of(now).isEmpty()) {
        return now;
      }
    }
    throw e.fail(
        Diagnostic.of(
            TypeCodes.TYPE_MISMATCH,
            "A model with weights is needed here.",
            site,
            "this is " + value.describe()));
  }

  /// `stop_gradient` of numbers, or of a model.
  record StopGradient() implements Callable {
    private static final ScalarFn OF_NUMBERS = ComposedFunctions.STOP_GRADIENT;

    @Override
    public String name() {
      return OF_NUMBERS.name();
    }

    @Override
    public List<String> parameterNames() {
      return List.of("x");
    }

    @Override
    public Value call(Elaborator e, Arguments arguments, Span site) {
      Arguments.Given given = arguments.bind(e, this, parameterNames(), site).get("x");
      Value value = e.valid(given.value().get());
      if (!(value instanceof Value.Instance)) {
        Numbers.Operand operand = new Numbers.Operand(value, given.span());
        return new Value.Array(e.numbers().apply(OF_NUMBERS, List.of(operand), site));
      }
      SystemInstance model = model(e, value, given.span());
      Map<String, Value> stopped = new LinkedHashMap<>();
      Weights.of(model)
          .forEach((name, weight) ->
              stopped.put(name, new Value.Array(e.builder().call(OF_NUMBERS, weight))));
      return new Value.Instance(model.with(e, stopped, site));
    }
  }
}
