package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The making of one instance of a system: its names get their meanings, most of which are worked
/// out when they are first asked for.
///
/// @param environment where the names go
/// @param overrides values of parameters, weights, layers, inputs and starts
/// @param bound those of them that are arguments of this call, for messages
/// @param stream what draws are derived from
/// @param site of the call
record Instantiation(
    Elaborator elaborator,
    SystemFactory factory,
    Settings settings,
    Scope environment,
    Map<String, Value> overrides,
    Map<String, Arguments.Given> bound,
    Var stream,
    Span site) {

  /// @param training what the system moves, if it is that of a rule
  SystemInstance make(Optional<Training> training) {
    requireParameters();
    for (Parameter parameter : model().declaration().structure()) {
      String name = parameter.name().text();
      environment.define(
          name,
          StructuralParameter.of(
              elaborator, model(), settings, parameter, overrides, environment, place(name)));
    }
    defineConstants();
    defineLets();
    defineLayers();
    defineParts();
    SystemInstance instance =
        new SystemInstance(model(), factory, environment, fitted(), stream, site);
    training.ifPresent(t -> {
      environment.define("theta", overrides.get("theta"));
      instance.trains(t);
    });
    instance.settle(elaborator);
    return instance;
  }

  private SystemModel model() {
    return factory.model();
  }

  /// Where the value of `name` was given, or the call that gives none.
  private Span place(String name) {
    Arguments.Given given = bound.get(name);
    return given == null ? site : given.span();
  }

  /// A parameter without a default must be given, here or by `--set`.
  private void requireParameters() {
    boolean failed = false;
    for (Map.Entry<String, Item.Quantity> param : model().params().entrySet()) {
      boolean isGiven =
          !(param.getValue().initial() instanceof Initial.Absent)
              || overrides.containsKey(param.getKey())
              || elaborator.checksAllSizes()
              || settings.param(elaborator, model().name(), param.getValue()).isPresent();
      if (!isGiven) {
        elaborator.report(
            Diagnostic.of(
                    NameCodes.MISSING_ARGUMENT,
                    "`" + model().name() + "` needs its parameter `" + param.getKey() + "`.",
                    site)
                .relate(param.getValue().name().span(), "it is declared here, without a value"));
        failed = true;
      }
    }
    if (failed) {
      throw new Reported();
    }
  }

  /// Parameters, weights and running averages.
  private void defineConstants() {
    Map<String, Item.Quantity> constants = new LinkedHashMap<>(model().params());
    constants.putAll(model().learning().weights());
    constants.putAll(model().learning().averages());
    constants.forEach((name, constant) -> defineGuarded(name, () -> constant(name, constant)));
  }

  private Value constant(String name, Item.Quantity constant) {
    Value given = overrides.get(name);
    return given == null
        ? factory.quantity(elaborator, constant, environment, stream)
        : factory.overridden(elaborator, types(), given, constant, place(name));
  }

  private void defineLets() {
    model()
        .lets()
        .forEach((name, let) -> {
          if (!model().dynamic().contains(name)) {
            elaborator.defineLazily(environment, name, () -> let(name, let));
          }
        });
  }

  private Value let(String name, Binding let) {
    Value value = elaborator.elaborate(let.value(), environment);
    if (let.type().isEmpty() || value instanceof Value.Invalid) {
      return value;
    }
    TypeExpression type = let.type().get();
    return elaborator.guarded(
        () -> types().fit(value, type, let.value().span(), "value of `" + name + "`"));
  }

  private void defineLayers() {
    LayerReader layers = new LayerReader(elaborator);
    model()
        .learning()
        .layers()
        .forEach((name, layer) ->
            defineGuarded(
                name,
                () ->
                    layers.read(
                        layer,
                        environment,
                        LayerReader.inside(overrides, name),
                        elaborator.streamAt(stream, layer.name().span()))));
  }

  private void defineParts() {
    Trail trail = new Trail();
    model()
        .parts()
        .forEach((name, part) ->
            elaborator.defineLazily(
                environment, name, () -> trail.follow(elaborator, name, () -> part(name, part))));
  }

  private Value part(String name, Item.Bind part) {
    return new Value.Part(
        new PartReader(elaborator, LayerReader.inside(overrides, name))
            .read(part, environment, elaborator.streamAt(stream, part.name().span())));
  }

  private void defineGuarded(String name, Supplier<Value> meaning) {
    elaborator.defineLazily(environment, name, () -> elaborator.guarded(meaning));
  }

  /// What was given, with inputs and starts in their types.
  private Map<String, Value> fitted() {
    Map<String, Value> all = new HashMap<>(overrides);
    model()
        .inputs()
        .forEach((name, input) -> {
          Value given = overrides.get(name);
          if (bound.containsKey(name) && Numbers.isNumeric(given)) {
            all.put(name, factory.inputOf(elaborator, input, given, environment, place(name)));
          }
        });
    model()
        .states()
        .forEach((name, state) -> {
          Value given = overrides.get(name);
          if (given != null && state.type().isPresent() && bound.containsKey(name)) {
            Value stretched =
                factory.stretchedTo(elaborator, given, state, environment, place(name));
            all.put(
                name,
                types().fit(stretched, state.type().get(), place(name), "start of `" + name + "`"));
          }
        });
    return all;
  }

  private TypeReader types() {
    return new TypeReader(elaborator, environment);
  }
}
