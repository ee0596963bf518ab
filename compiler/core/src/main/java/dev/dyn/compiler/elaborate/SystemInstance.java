package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.TypeExpression;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A system whose structure, parameters and starts have values. Parameters are worked out where the
/// instance is made; the equations are traced where it is used.
final class SystemInstance {
  private final SystemModel model;
  private final SystemFactory factory;
  private final Scope environment;
  private final Map<String, Value> overrides;
  private final Var stream;
  private final Map<String, Var> starts = new LinkedHashMap<>();

  SystemInstance(
      SystemModel model,
      SystemFactory factory,
      Scope environment,
      Map<String, Value> overrides,
      Var stream) {
    this.model = model;
    this.factory = factory;
    this.environment = environment;
    this.overrides = overrides;
    this.stream = stream;
  }

  String name() {
    return model.name();
  }

  SystemModel model() {
    return model;
  }

  /// The values that the states start from, in the order of their declaration.
  Map<String, Var> starts() {
    return starts;
  }

  /// The same system with some states or parameters replaced; draws stay as they were.
  Value call(Elaborator elaborator, Arguments arguments, Span site) {
    return new Value.Instance(factory.instantiate(elaborator, arguments, overrides, stream, site));
  }

  /// A parameter, or a definition that does not depend on state or time.
  Value field(Elaborator elaborator, String field, Span span) {
    boolean known = model.params().containsKey(field) || model.lets().containsKey(field);
    if (known && !model.dynamic().contains(field)) {
      return environment.find(field).orElse(Value.INVALID);
    }
    List<String> readable = new ArrayList<>(model.params().keySet());
    model.lets().keySet().stream().filter(n -> !model.dynamic().contains(n)).forEach(readable::add);
    boolean moves = model.dynamic().contains(field);
    throw elaborator.fail(
        Diagnostic.of(
                NameCodes.UNKNOWN_FIELD,
                moves
                    ? "`" + field + "` changes in time; it is a field of what `simulate` gives."
                    : "The system `" + name() + "` has no `" + field + "`.",
                span)
            .suggestName(moves ? Optional.empty() : Names.closest(field, readable)));
  }

  /// Works out parameters, definitions and starts, in the block that is being written now.
  void settle(Elaborator elaborator) {
    for (String name : model.params().keySet()) {
      environment.find(name);
    }
    for (String name : model.lets().keySet()) {
      if (!model.dynamic().contains(name)) {
        environment.find(name);
      }
    }
    boolean failed = false;
    for (Map.Entry<String, Item.Quantity> entry : model.states().entrySet()) {
      try {
        starts.put(entry.getKey(), start(elaborator, entry.getValue()));
      } catch (Reported _) {
        failed = true;
      }
    }
    if (failed) {
      throw new Reported();
    }
  }

  private Var start(Elaborator elaborator, Item.Quantity state) {
    String name = state.name().text();
    Value given = overrides.get(name);
    Value start = given != null ? given : initial(elaborator, state);
    boolean isReal =
        state.type().isEmpty()
            || new TypeReader(elaborator, environment).elem(state.type().get()).isReal();
    Var var = elaborator.numbers().toVar(start, state.name().span());
    if (isReal) {
      return elaborator.numbers().toReal(new Value.Array(var), state.name().span());
    }
    return var;
  }

  private Value initial(Elaborator elaborator, Item.Quantity state) {
    for (String name : state.initial().expression().map(FreeNames::of).orElse(Map.of()).keySet()) {
      if (model.dynamic().contains(name)) {
        throw elaborator.fail(
            Diagnostic.of(
                SystemCodes.INITIAL_DEPENDS_ON_STATE,
                "A state cannot start from `" + name + "`, which moves itself.",
                state.initial().expression().orElseThrow().span()));
      }
    }
    return factory.quantity(elaborator, state, environment, stream);
  }

  // ---- equations

  /// What moves the states, as an open block: `(t, states…) → (derivatives…)` for a flow, `(n,
  /// states…) → (next states…)` for a map.
  Block motion(Elaborator elaborator) {
    return traced(
        elaborator,
        moment -> {
          List<Var> results = new ArrayList<>();
          boolean failed = false;
          for (String state : model.states().keySet()) {
            try {
              results.add(model.isMap() ? moment.next(state) : moment.equation(state));
            } catch (Reported _) {
              failed = true; // the other equations may have mistakes of their own
            }
          }
          if (failed) {
            throw new Reported();
          }
          return results;
        });
  }

  /// The outputs, as an open block: `(t or n, states…) → (outputs…)`.
  Block outputs(Elaborator elaborator) {
    return traced(
        elaborator,
        moment ->
            model.outputs().values().stream()
                .map(output ->
                    elaborator
                        .numbers()
                        .toVar(
                            moment.scope().find(output.name().text()).orElse(Value.INVALID),
                            output.span()))
                .toList());
  }

  private Block traced(
      Elaborator elaborator, java.util.function.Function<Moment, List<Var>> results) {
    List<Type> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    types.add(model.isMap() ? Type.I64 : Type.scalar(elaborator.real()));
    names.add("t");
    starts.forEach((name, start) -> {
      types.add(start.type());
      names.add(name);
    });
    return elaborator.calling(
        () -> SystemFactory.endless(name(), model.declaration().name().span()),
        () ->
            elaborator.everywhere(() ->
                elaborator.trace(
                    types, names, vars -> results.apply(new Moment(elaborator, vars)))));
  }

  /// The names of a system at one time: time and states are the parameters of the block, what
  /// depends on them is worked out on first use, everything else is known from the environment.
  private final class Moment {
    private final Elaborator elaborator;
    private final Scope scope = environment.inner();
    private final Map<String, Type> types = new LinkedHashMap<>();

    Moment(Elaborator elaborator, List<Var> vars) {
      this.elaborator = elaborator;
      if (model.dynamic().contains("t")) {
        scope.define("t", new Value.Array(vars.getFirst()));
      }
      int k = 1;
      for (String state : model.states().keySet()) {
        types.put(state, vars.get(k).type());
        scope.define(state, new Value.Array(vars.get(k++)));
      }
      model
          .lets()
          .forEach((name, let) -> {
            if (model.dynamic().contains(name)) {
              elaborator.defineLazily(
                  scope,
                  name,
                  () ->
                      typed(
                          elaborator.elaborate(let.value(), scope),
                          let.type(),
                          let.value().span(),
                          name));
            }
          });
      model
          .outputs()
          .forEach((name, output) -> elaborator.defineLazily(scope, name, () -> output(output)));
      model
          .maps()
          .keySet()
          .forEach(name ->
              elaborator.defineLazily(
                  scope,
                  "next " + name,
                  () -> elaborator.guarded(() -> new Value.Array(equation(name)))));
      settle();
    }

    /// Works out all definitions here, in the outermost lines of the block: a definition that was
    /// first used inside a comprehension would end up among the lines of that.
    private void settle() {
      model.lets().keySet().forEach(scope::find);
      model.outputs().keySet().forEach(scope::find);
      model.maps().keySet().forEach(name -> scope.find("next " + name));
    }

    /// The new value of a state of a map.
    Var next(String state) {
      return elaborator
          .numbers()
          .toVar(scope.find("next " + state).orElse(Value.INVALID), model.maps().get(state).span());
    }

    Scope scope() {
      return scope;
    }

    private Value output(Item.Quantity output) {
      Expression right = output.initial().expression().orElseThrow();
      return typed(
          elaborator.elaborate(right, scope), output.type(), right.span(), output.name().text());
    }

    private Value typed(Value value, Optional<TypeExpression> type, Span span, String name) {
      if (type.isEmpty() || value instanceof Value.Invalid) {
        return value;
      }
      return elaborator.guarded(() ->
          new TypeReader(elaborator, scope)
              .fit(value, type.get(), span, "value of `" + name + "`"));
    }

    /// The right side for a state, in the type of the state.
    Var equation(String state) {
      Expression right =
          model.isMap() ? model.maps().get(state).right() : model.flows().get(state).right();
      Span left =
          model.isMap()
              ? model.maps().get(state).state().span()
              : model.flows().get(state).state().span();
      Value value = elaborator.valid(right, scope);
      Var var = elaborator.numbers().toVar(value, right.span());
      return fitted(var, state, left, right.span());
    }

    private Var fitted(Var var, String state, Span left, Span right) {
      Type type = types.get(state);
      Elem found = var.type().elem();
      boolean widens =
          type.elem().isReal() && found == Elem.I64 || found.isReal() && type.elem().isReal();
      if (found != type.elem() && !widens) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.TYPE_MISMATCH,
                    "The two sides of this equation have different types.",
                    right,
                    "this is " + Value.describe(var.type()))
                .relate(
                    model.states().get(state).span(),
                    "`" + state + "` is " + Value.describe(type)));
      }
      Var converted = elaborator.builder().convert(var, type.elem());
      boolean fits =
          Numbers.join(converted.type().dims(), type.dims())
              .filter(type.dims()::equals)
              .isPresent();
      if (!fits) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "The two sides of this equation have different shapes.",
                    right,
                    "this is `" + Value.shape(var.type().dims()) + "`")
                .relate(
                    model.states().get(state).span(),
                    "`"
                        + state
                        + "` "
                        + (type.isScalar()
                            ? "is a single number"
                            : "has the shape `" + Value.shape(type.dims()) + "`")));
      }
      return elaborator.numbers().stretch(converted, type.dims());
    }
  }
}
