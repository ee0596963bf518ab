package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Makes the instance that is written after `layer l =` or `model m =`, or the list of instances
/// after `layer blocks =`.
record LayerReader(Elaborator elaborator) {
  private static final int MOST_LAYERS = 2_000;

  /// @param scope what is known before the run
  /// @param weights what weights of the instance are, if not what their declarations say, by names
  ///   such as `W` and `first.W`
  /// @param stream for the draws of the instance
  Value read(Item.Bind bind, Scope scope, Map<String, Value> weights, Var stream) {
    return layer(bind.value(), List.of(), bind.kind(), scope, weights, stream);
  }

  /// An instance, or a list of instances where a comprehension or a list of them is written. They
  /// are made one by one, so each may have sizes of its own.
  private Value layer(
      Expression written,
      List<Generator> generators,
      BindKind kind,
      Scope scope,
      Map<String, Value> weights,
      Var stream) {
    return elaborator.withStream(
        stream,
        () -> {
          if (!generators.isEmpty()) {
            return array(written, generators, kind, scope, weights, stream);
          }
          return switch (written.unwrapped()) {
            case Expression.Comprehension(var element, var inner, _) ->
                array(element, inner, kind, scope, weights, stream);
            case Expression.TensorLiteral(var elements, Span span) ->
                each(
                    elements.size(),
                    span,
                    k ->
                        layer(
                            elements.get(k),
                            List.of(),
                            kind,
                            scope,
                            inside(weights, Integer.toString(k)),
                            nth(stream, k)));
            case Expression other -> made(kind, other, scope, weights, stream);
          };
        });
  }

  private Value array(
      Expression element,
      List<Generator> generators,
      BindKind kind,
      Scope scope,
      Map<String, Value> weights,
      Var stream) {
    Generator first = generators.getFirst();
    List<Generator> rest = generators.subList(1, generators.size());
    Comprehensions.Axis axis = elaborator.comprehensions().axis(first, element, rest, scope);
    if (!axis.size().isKnown()) {
      if (elaborator.checksAllSizes()) {
        throw new Reported(); // how many layers there are, each use will tell
      }
      elaborator
          .beforeRun()
          .requireKnown(
              new Value.Array(elaborator.size(axis.size())), "number of layers", first.span());
    }
    return each(
        (int) Math.min(axis.size().value(), Integer.MAX_VALUE),
        first.span(),
        k ->
            layer(
                element,
                rest,
                kind,
                scope.with(first.index().text(), axis.elementAt(elaborator, k)),
                inside(weights, Integer.toString(k)),
                nth(stream, k)));
  }

  private Value each(int count, Span site, IntFunction<Value> layer) {
    if (count > MOST_LAYERS) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.COMPREHENSION,
              "More than " + MOST_LAYERS + " layers in one list cannot be built yet.",
              site));
    }
    List<Value> layers = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      layers.add(layer.apply(k));
    }
    return new Value.Tuple(layers);
  }

  private Var nth(Var stream, int k) {
    return elaborator.mixed(stream, elaborator.builder().integer(k));
  }

  /// What `weights` says of what is inside `layer`: `first.W` is its `W`. Of a list of layers the
  /// names are their places: `blocks.0.W`.
  static Map<String, Value> inside(Map<String, Value> weights, String layer) {
    Map<String, Value> inner = new HashMap<>();
    weights.forEach((name, value) -> {
      if (name.startsWith(layer + ".")) {
        inner.put(name.substring(layer.length() + 1), value);
      }
    });
    return inner;
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

  private Value made(
      BindKind kind, Expression made, Scope scope, Map<String, Value> weights, Var stream) {
    Expression written = made.unwrapped();
    Span site = made.span();
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
    return replaced(kind, value, weights, site);
  }

  /// The layers that `value` is, with other weights.
  private Value replaced(BindKind kind, Value value, Map<String, Value> weights, Span site) {
    return switch (value) {
      case Value.Instance _ when weights.isEmpty() -> value;
      case Value.Instance(SystemInstance instance) ->
          new Value.Instance(elaborator.current(instance).with(elaborator, weights, site));
      case Value.Tuple(var layers) ->
          each(
              layers.size(),
              site,
              k -> replaced(kind, layers.get(k), inside(weights, Integer.toString(k)), site));
      case Value other -> throw elaborator.fail(notAModel(kind.word(), other, site));
    };
  }

  private static Diagnostic notAModel(String word, Value value, Span site) {
    return Diagnostic.of(
        NameCodes.NOT_A_MODEL,
        "A `" + word + "` is an instance of a system or network.",
        site,
        "this is " + value.describe());
  }
}
