package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import java.util.List;
import java.util.Map;

/// Makes the instance that is written after `layer l =` or `model m =`.
record LayerReader(Elaborator elaborator) {
  /// @param scope what is known before the run
  /// @param weights what weights of the instance are, if not what their declarations say, by names
  ///   such as `W` and `first.W`
  /// @param stream for the draws of the instance
  Value read(Item.Bind bind, Scope scope, Map<String, Value> weights, Var stream) {
    return elaborator.withStream(stream, () -> made(bind, scope, weights, stream));
  }

  /// The instance that is written after `model m =` in an experiment.
  static Value model(Elaborator elaborator, Expression value, Scope scope) {
    Value made = elaborator.valid(value, scope);
    if (made instanceof Value.Function(SystemFactory factory)) {
      return factory.call(elaborator, Arguments.of(List.of(), value.span()), value.span());
    }
    if (made instanceof Value.Instance) {
      return made;
    }
    throw elaborator.fail(notAModel("model", made, value.span()));
  }

  private Value made(Item.Bind bind, Scope scope, Map<String, Value> weights, Var stream) {
    Expression written = bind.value().unwrapped();
    Span site = bind.value().span();
    if (written instanceof Expression.Call(var function, var arguments, Span span)) {
      Value called = elaborator.valid(function, scope);
      if (called instanceof Value.Function(SystemFactory factory)) {
        return new Value.Instance(
            factory.instantiate(
                elaborator,
                Arguments.written(elaborator, arguments, scope),
                weights,
                stream,
                span));
      }
    }
    Value value = elaborator.valid(written, scope);
    if (value instanceof Value.Function(SystemFactory factory)) {
      return new Value.Instance(
          factory.instantiate(elaborator, Arguments.of(List.of(), site), weights, stream, site));
    }
    if (value instanceof Value.Instance(SystemInstance instance)) {
      return weights.isEmpty()
          ? value
          : new Value.Instance(elaborator.current(instance).with(elaborator, weights, site));
    }
    throw elaborator.fail(notAModel(bind.kind().word(), value, site));
  }

  private static Diagnostic notAModel(String word, Value value, Span site) {
    return Diagnostic.of(
        NameCodes.NOT_A_MODEL,
        "A `" + word + "` is an instance of a system or network.",
        site,
        "this is " + value.describe());
  }
}
