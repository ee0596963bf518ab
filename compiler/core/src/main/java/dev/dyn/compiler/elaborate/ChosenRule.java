package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A training rule with its parameters. It becomes a system where there is something to train.
record ChosenRule(
    SystemFactory factory, Map<String, Value> given, Map<String, Arguments.Given> bound)
    implements Callable {
  @Override
  public String name() {
    return factory.name();
  }

  @Override
  public List<String> parameterNames() {
    return factory.parameterNames();
  }

  /// The same rule with other parameters.
  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    ChosenRule other = factory.choose(elaborator, arguments, site);
    Map<String, Value> values = new HashMap<>(given);
    values.putAll(other.given());
    Map<String, Arguments.Given> places = new HashMap<>(bound);
    places.putAll(other.bound());
    return new Value.Function(new ChosenRule(factory, values, places));
  }

  /// The rule that is written after `rule`.
  static ChosenRule of(Elaborator elaborator, Expression written, Scope scope) {
    Value value = elaborator.valid(written, scope);
    if (value instanceof Value.Function(ChosenRule rule)) {
      return rule;
    }
    if (value instanceof Value.Function(SystemFactory factory)
        && factory.model().kind() == SystemKind.RULE) {
      return factory.choose(elaborator, Arguments.of(List.of(), written.span()), written.span());
    }
    throw elaborator.fail(
        Diagnostic.of(
            NameCodes.NOT_A_RULE,
            "A training rule is needed here.",
            written.span(),
            "this is " + value.describe()));
  }

  /// The rule as a system over the weights of `training`.
  SystemInstance system(Elaborator elaborator, Training training, Var stream, Span site) {
    Map<String, Value> all = new HashMap<>(given);
    all.put("theta", new Value.Array(training.start()));
    return factory.rule(elaborator, all, bound, training, stream, site);
  }
}
