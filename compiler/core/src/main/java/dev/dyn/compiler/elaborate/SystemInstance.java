package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A system whose structure, parameters and starts have values. Parameters are worked out where the
/// instance is made; the equations are traced where it is used.
final class SystemInstance {
  private final SystemModel model;
  private final SystemFactory factory;
  private final Scope environment;
  private final Map<String, Value> overrides;
  private final Var stream;
  private final Span site;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Var> starts = new LinkedHashMap<>();
  private final Set<String> oneByOne = new HashSet<>();
  private boolean isMap;
  private Optional<Training> training = Optional.empty();
  private Optional<PerTensor> perTensor = Optional.empty();
  private Optional<Players> players = Optional.empty();

  SystemInstance(
      SystemModel model,
      SystemFactory factory,
      Scope environment,
      Map<String, Value> overrides,
      Var stream,
      Span site) {
    this.model = model;
    this.factory = factory;
    this.environment = environment;
    this.overrides = overrides;
    this.stream = stream;
    this.site = site;
  }

  /// Says that this is the system of a rule, which moves the weights of models.
  void trains(Training other) {
    training = Optional.of(other);
    perTensor = model.learning().perTensor().map(_ -> new PerTensor(other));
  }

  /// Says that this is the system of the rules of several players.
  void combines(Players rules, Training other, Map<String, Var> from, boolean inSteps) {
    players = Optional.of(rules);
    training = Optional.of(other);
    starts.putAll(from);
    isMap = inSteps;
  }

  /// The rules of several players, if this is the system of them.
  Optional<Players> players() {
    return players;
  }

  /// How its states stand in vectors, if the rule is meant for each weight by itself.
  Optional<PerTensor> perTensor() {
    return perTensor;
  }

  /// What the system trains, if it is that of a rule.
  Optional<Training> training() {
    return training;
  }

  /// The declared training that this is the system of.
  Optional<SystemInstance> frame() {
    return training.flatMap(Training::frame);
  }

  String name() {
    return frame().orElse(this).model.name();
  }

  SystemFactory factory() {
    return factory;
  }

  SystemModel model() {
    return model;
  }

  /// Whether the system moves in steps: it is a map, or its parts are.
  boolean isMap() {
    return isMap;
  }

  /// What its draws are derived from.
  Var stream() {
    return stream;
  }

  /// A value of a quantity that is drawn at every step, of which `now` is the stream.
  Value drawn(Elaborator elaborator, Item.Quantity draw, Scope scope, Var now) {
    return factory.quantity(elaborator, draw, scope, now);
  }

  /// What is known before the run.
  Scope environment() {
    return environment;
  }

  Map<String, Part> parts() {
    return parts;
  }

  /// The names of all outputs: first those of the system, then those of its parts, as `a.y`.
  List<String> outputNames() {
    List<String> names = new ArrayList<>(frame().orElse(this).model.outputs().keySet());
    parts.forEach((part, inner) ->
        inner.sample().outputNames().forEach(name -> names.add(part + "." + name)));
    return names;
  }

  /// The values that the states start from, in the order of their declaration, after them those of
  /// the parts, as `a.x`.
  Map<String, Var> starts() {
    return starts;
  }

  /// The same system with some states or parameters replaced; draws stay as they were.
  ///
  /// A network given what its `forward` takes applies it.
  Value call(Elaborator elaborator, Arguments arguments, Span site) {
    if (ForwardCall.applies(this, arguments)) {
      return new ForwardCall(this).call(elaborator, arguments, site);
    }
    if (frame().isPresent()) {
      return frame().get().call(elaborator, arguments, site);
    }
    return new Value.Instance(factory.instantiate(elaborator, arguments, overrides, stream, site));
  }

  /// The same system with what is `given` for parameters and weights, those of layers as `first.W`.
  SystemInstance with(Elaborator elaborator, Map<String, Value> given, Span place) {
    Map<String, Value> all = new HashMap<>(overrides);
    all.putAll(given);
    return factory.instantiate(elaborator, Arguments.of(List.of(), place), all, stream, place);
  }

  /// Where the instance was made.
  Span site() {
    return site;
  }

  /// The same system with these inputs.
  SystemInstance driven(Elaborator elaborator, Map<String, Value> inputs, Span site) {
    return with(elaborator, inputs, site);
  }

  /// Whether `field` is something that can be read without a run.
  boolean isKnownBefore(String field) {
    boolean known = model.params().containsKey(field) || model.lets().containsKey(field);
    return known && !model.dynamic().contains(field)
        || model.parts().containsKey(field)
        || model.learning().declares(field);
  }

  /// A parameter, a part, or a definition that does not depend on state or time.
  Value field(Elaborator elaborator, String field, Span span) {
    if (frame().isPresent()) {
      return frame().get().field(elaborator, field, span);
    }
    if (isKnownBefore(field)) {
      return environment.find(field).orElse(Value.INVALID);
    }
    List<String> names = new ArrayList<>(model.params().keySet());
    names.addAll(model.parts().keySet());
    names.addAll(model.learning().names());
    model.lets().keySet().stream().filter(n -> !model.dynamic().contains(n)).forEach(names::add);
    boolean moves = model.dynamic().contains(field);
    throw elaborator.fail(
        Diagnostic.of(
                NameCodes.UNKNOWN_FIELD,
                moves
                    ? "`" + field + "` changes in time; it is a field of what `simulate` gives."
                    : "The system `" + name() + "` has no `" + field + "`.",
                span)
            .suggestName(moves ? Optional.empty() : Names.closest(field, names)));
  }

  /// All names that a system around this one can read of it.
  List<String> readable() {
    List<String> names = new ArrayList<>(model.states().keySet());
    names.addAll(model.outputs().keySet());
    names.addAll(model.inputs().keySet());
    names.addAll(model.parts().keySet());
    names.addAll(model.params().keySet());
    names.addAll(model.learning().names());
    model.lets().keySet().stream().filter(this::isKnownBefore).forEach(names::add);
    return names;
  }

  /// Works out parameters, definitions and starts, in the block that is being written now.
  void settle(Elaborator elaborator) {
    for (Item.Quantity param : model.params().values()) {
      environment
          .find(param.name().text())
          .ifPresent(v -> elaborator.observed().declared(param.name(), v));
    }
    for (String name : model.lets().keySet()) {
      if (!model.dynamic().contains(name)) {
        environment.find(name);
      }
    }
    boolean failed = !Weights.settle(this);
    for (Item.Quantity weight : model.learning().weights().values()) {
      environment
          .find(weight.name().text())
          .ifPresent(v -> elaborator.observed().declared(weight.name(), v));
    }
    for (Map.Entry<String, Item.Quantity> entry : model.states().entrySet()) {
      try {
        Var start = start(elaborator, entry.getValue());
        starts.put(entry.getKey(), start);
        elaborator.observed().declared(entry.getValue().name(), new Value.Array(start));
      } catch (Reported _) {
        failed = true;
      }
    }
    for (String name : model.parts().keySet()) {
      if (environment.find(name).orElse(Value.INVALID) instanceof Value.Part(Part part)) {
        failed |= HappeningsOfParts.refuses(elaborator, model, name, part);
        failed |= NoiseOfParts.refuses(elaborator, model, parts.values(), name, part);
        parts.put(name, part);
        failed |= Weights.refuses(elaborator, this, name, part);
        part.starts().forEach((state, start) -> starts.put(name + "." + state, start));
      } else {
        failed = true;
      }
    }
    if (failed) {
      throw new Reported();
    }
    isMap = KindOfTime.isMap(elaborator, this);
  }

  /// Whether the system or a part of it has jumps or events.
  boolean isHybrid() {
    return model.isHybrid() || parts.values().stream().anyMatch(p -> p.sample().isHybrid());
  }

  /// Whether an equation moves the state, which is called `a.x` where it belongs to a part.
  boolean hasEquation(String state) {
    int dot = state.indexOf('.');
    return dot < 0 || players.isPresent()
        ? model.hasEquation(state)
        : parts.get(state.substring(0, dot)).sample().hasEquation(state.substring(dot + 1));
  }

  /// The stochastic equation of a state, if it has one.
  Optional<Item.Sde> diffusion(String state) {
    int dot = state.indexOf('.');
    return dot < 0 || players.isPresent()
        ? Optional.ofNullable(model.diffusions().get(state))
        : parts.get(state.substring(0, dot)).sample().diffusion(state.substring(dot + 1));
  }

  /// Whether noise moves the system or a part of it.
  boolean isDiffusion() {
    return model.isDiffusion() || parts.values().stream().anyMatch(p -> p.sample().isDiffusion());
  }

  /// Whether its stochastic equations, and those of its parts, are meant in Stratonovich's sense.
  boolean isStratonovich() {
    return model.isStratonovich()
        || parts.values().stream().anyMatch(p -> p.sample().isStratonovich());
  }

  private Var start(Elaborator elaborator, Item.Quantity state) {
    String name = state.name().text();
    Value given = overrides.get(name);
    if (given == null && perTensor.isPresent()) {
      return perTensor.get().start(elaborator, this, state);
    }
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
      if (model.dynamic().contains(name) && model.kind() != SystemKind.RULE) {
        throw elaborator.fail(
            Diagnostic.of(
                SystemCodes.INITIAL_DEPENDS_ON_STATE,
                "A state cannot start from `" + name + "`, which moves itself.",
                state.initial().expression().orElseThrow().span()));
      }
    }
    return factory.quantity(elaborator, state, environment, stream);
  }

  // ---- inputs

  /// Reports inputs that have no value: neither one of their own, nor one that was given, nor one
  /// of the `wired`.
  void requireInputs(Elaborator elaborator, Set<String> wired, Span site) {
    Set<String> given = new HashSet<>(wired);
    given.addAll(overrides.keySet());
    RequiredInputs.check(elaborator, model, given, site);
  }

  /// What was given for an input: a value, a function of time, its own default. While the
  /// declaration is checked in general, it is some value of its type.
  Value input(Elaborator elaborator, Item.Quantity input) {
    Value given = overrides.get(input.name().text());
    if (given != null) {
      return given;
    }
    if (input.initial() instanceof Initial.Value(var expression)) {
      return elaborator.elaborate(expression, environment);
    }
    return elaborator.checksAllSizes()
        ? new Value.Array(elaborator.names().fresh(input.name().text(), typeOf(elaborator, input)))
        : Value.INVALID;
  }

  private Type typeOf(Elaborator elaborator, Item.Quantity input) {
    return input.type().isPresent()
        ? new TypeReader(elaborator, environment).declared(input.type().get())
        : Type.scalar(elaborator.real());
  }

  /// `given` in the type of the input.
  Value inputOf(Elaborator elaborator, Item.Quantity input, Value given, Span span) {
    return factory.inputOf(elaborator, input, given, environment, span);
  }

  /// The arrays of parts, inside this system and its parts, whose parts are worked out one by one.
  Set<String> oneByOne() {
    return oneByOne;
  }

  /// What the right side of an equation or assignment for `state` has to fit.
  TwoSides sides(String state, Type type, String sides) {
    return new TwoSides(type, state, model.states().get(state).span(), sides);
  }
}
