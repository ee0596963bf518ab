package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The names of a system at one time: time and states are the parameters of the block, what depends
/// on them is worked out on first use, everything else is known from the environment. Parts have
/// moments of their own inside it.
final class Moment {
  /// An input that the system around gives.
  record Wire(Supplier<Value> value, Span span) {}

  private final Elaborator elaborator;
  private final SystemInstance instance;
  private final SystemModel model;
  private final Value time;
  private final String prefix;
  private final Trail trail;
  private final Span run;
  private final Scope scope;
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, MovingPart> parts = new LinkedHashMap<>();
  private final Optional<TrainingMoment> training;
  private final List<Moment> tensors = new ArrayList<>();

  private Moment(
      Elaborator elaborator,
      SystemInstance instance,
      Value time,
      List<Var> states,
      Map<String, Wire> wires,
      String prefix,
      Trail trail,
      Span run,
      Optional<TrainingMoment> words) {
    this.elaborator = elaborator;
    this.instance = instance;
    this.model = instance.model();
    this.time = time;
    this.prefix = prefix;
    this.trail = trail;
    this.run = run;
    this.scope = instance.environment().inner();
    if (model.dynamic().contains("t")) {
      scope.define("t", time);
    }
    int k = 0;
    for (String state : model.states().keySet()) {
      types.put(state, states.get(k).type());
      scope.define(state, new Value.Array(states.get(k++)));
    }
    Optional<Var> theta = k == 0 ? Optional.empty() : Optional.of(states.getFirst());
    training = words.or(() -> instance.training().map(t -> training(t, theta.orElseThrow())));
    training.ifPresent(t -> t.define(scope, model, time));
    for (Map.Entry<String, Part> part : instance.parts().entrySet()) {
      int size = part.getValue().starts().size();
      MovingPart moving =
          part.getValue().moving(elaborator, this, states.subList(k, k + size), scope);
      k += size;
      parts.put(part.getKey(), moving);
      scope.define(part.getKey(), new Value.Part(moving));
    }
    model.draws().forEach((name, draw) -> define(name, () -> drawn(draw)));
    model.inputs().forEach((name, input) -> define(name, () -> input(input, wires)));
    model
        .lets()
        .forEach((name, let) -> {
          if (model.dynamic().contains(name)) {
            define(
                name,
                () ->
                    typed(
                        elaborator.elaborate(let.value(), scope),
                        let.type(),
                        let.value().span(),
                        name));
          }
        });
    model.outputs().forEach((name, output) -> define(name, () -> output(output)));
    model
        .maps()
        .keySet()
        .forEach(name -> define("next " + name, () -> new Value.Array(equation(name))));
  }

  /// The moment of a system that is not part of another.
  ///
  /// @param vars the time (in maps the number of the step), then all states, also of the parts
  static Moment of(Elaborator elaborator, SystemInstance instance, List<Var> vars) {
    Moment moment =
        new Moment(
            elaborator,
            instance,
            new Value.Array(vars.getFirst()),
            vars.subList(1, vars.size()),
            Map.of(),
            "",
            new Trail(instance.oneByOne()),
            elaborator.here(),
            Optional.empty());
    instance.perTensor().ifPresent(states -> moment.divide(states, vars.subList(1, vars.size())));
    instance.players().ifPresent(players -> moment.tensors.addAll(players.moments(moment, vars)));
    moment.settle();
    return moment;
  }

  /// Makes a moment for each weight by itself.
  private void divide(PerTensor states, List<Var> all) {
    List<TrainingMoment> words = training.orElseThrow().divided();
    for (int k = 0; k < words.size(); k++) {
      tensors.add(
          new Moment(
              elaborator,
              instance,
              time,
              states.states(all, k, elaborator.builder()),
              Map.of(),
              "",
              new Trail(instance.oneByOne()),
              run,
              Optional.of(words.get(k))));
    }
  }

  /// The moment of the rule of one player of those that this is about.
  ///
  /// @param states of this rule, `theta` first
  Moment ofPlayer(SystemInstance rule, List<Var> states) {
    Var stream = elaborator.mixed(elaborator.streamAt(run), instance.stream());
    TrainingMoment words =
        new TrainingMoment(
            elaborator,
            rule.training().orElseThrow(),
            states.getFirst(),
            time,
            model.isMap(),
            stream);
    Moment moment =
        new Moment(
            elaborator,
            rule,
            time,
            states,
            Map.of(),
            "",
            new Trail(rule.oneByOne()),
            run,
            Optional.of(words));
    rule.perTensor().ifPresent(pieces -> moment.divide(pieces, states));
    return moment;
  }

  private TrainingMoment training(Training trained, Var theta) {
    Var stream = elaborator.mixed(elaborator.streamAt(run), instance.stream());
    return new TrainingMoment(elaborator, trained, theta, time, model.isMap(), stream);
  }

  /// The words of a rule, where this is one.
  Optional<TrainingMoment> training() {
    return training;
  }

  /// The moment of a part at the same time.
  Moment inside(SystemInstance part, List<Var> states, Map<String, Wire> wires, String partPrefix) {
    return new Moment(
        elaborator, part, time, states, wires, prefix + partPrefix, trail, run, Optional.empty());
  }

  Trail trail() {
    return trail;
  }

  /// How messages call what belongs to this moment: before its names stands this.
  String prefix() {
    return prefix;
  }

  private void define(String name, Supplier<Value> meaning) {
    elaborator.defineLazily(scope, name, () -> trail.follow(elaborator, prefix + name, meaning));
  }

  /// Works out all definitions, so that mistakes in those that nothing needs are found, too.
  private void settle() {
    if (!tensors.isEmpty()) {
      tensors.forEach(Moment::settle);
      return;
    }
    settleParts();
    model.draws().keySet().forEach(scope::find);
    model.lets().keySet().forEach(scope::find);
    model.outputs().keySet().forEach(scope::find);
    model.maps().keySet().forEach(name -> scope.find("next " + name));
  }

  void settleParts() {
    parts.values().forEach(MovingPart::settle);
  }

  // ---- what is asked of a moment

  /// What `own` gives for this system, then for its parts.
  List<Var> each(Function<Moment, List<Var>> own) {
    List<Var> all = new ArrayList<>();
    boolean complete = add(() -> own.apply(this), all);
    for (MovingPart part : parts.values()) {
      complete &= add(() -> part.each(own), all);
    }
    if (!complete) {
      throw new Reported();
    }
    return all;
  }

  /// Adds what `work` gives. Where it fails, the others may have mistakes of their own.
  private static boolean add(Supplier<List<Var>> work, List<Var> all) {
    try {
      all.addAll(work.get());
      return true;
    } catch (Reported _) {
      return false;
    }
  }

  /// What moves the states of this system: derivatives, or the next states of a map.
  List<Var> equations() {
    if (instance.players().isPresent()) {
      return instance.players().get().equations(tensors, scope);
    }
    if (!tensors.isEmpty()) {
      return PerTensor.together(elaborator.each(tensors, Moment::equations), elaborator.builder());
    }
    return ofStates(state -> model.isMap() ? next(state) : equation(state));
  }

  /// What a step adds to the states of this system, then of its parts.
  List<Var> increments(Growth growth) {
    if (instance.players().isPresent()) {
      return instance.players().get().increments(tensors, scope, growth);
    }
    if (!tensors.isEmpty()) {
      return incrementsOfWeights(instance.perTensor().orElseThrow(), growth);
    }
    List<Var> all = new ArrayList<>();
    boolean complete = add(() -> ofStates(state -> increment(state, growth)), all);
    for (Map.Entry<String, MovingPart> part : parts.entrySet()) {
      complete &= add(() -> part.getValue().increments(growth.inside(part.getKey())), all);
    }
    if (!complete) {
      throw new Reported();
    }
    return all;
  }

  private List<Var> incrementsOfWeights(PerTensor states, Growth growth) {
    Builder b = elaborator.builder();
    List<Integer> places = IntStream.range(0, tensors.size()).boxed().toList();
    return PerTensor.together(
        elaborator.each(places, k -> tensors.get(k).increments(growth.ofWeight(states, k, b))), b);
  }

  private List<Var> ofStates(Function<String, Var> right) {
    List<Var> results = new ArrayList<>();
    boolean failed = false;
    for (String state : model.states().keySet()) {
      if (!model.isMap() && !model.hasEquation(state)) {
        continue;
      }
      try {
        results.add(right.apply(state));
      } catch (Reported _) {
        failed = true; // the other equations may have mistakes of their own
      }
    }
    if (failed) {
      throw new Reported();
    }
    return results;
  }

  List<Var> outputs() {
    if (training.isPresent()) {
      TrainingMoment words = training.get();
      return instance
          .players()
          .map(players -> players.within(scope, words::outputs))
          .orElseGet(words::outputs);
    }
    return model.outputs().values().stream()
        .map(output ->
            elaborator
                .numbers()
                .toVar(scope.find(output.name().text()).orElse(Value.INVALID), output.span()))
        .toList();
  }

  /// What others may read of this system: states, outputs, inputs, parts, and what is known before
  /// the run.
  Value field(String name, Span span) {
    boolean moves =
        model.states().containsKey(name)
            || model.outputs().containsKey(name)
            || model.inputs().containsKey(name)
            || parts.containsKey(name);
    if (moves) {
      return elaborator.valid(scope.find(name).orElse(Value.INVALID));
    }
    if (instance.isKnownBefore(name)) {
      return elaborator.valid(instance.field(elaborator, name, span));
    }
    Diagnostic problem =
        Diagnostic.of(
            NameCodes.UNKNOWN_FIELD,
            model.lets().containsKey(name)
                ? "`" + name + "` cannot be read from outside of `" + model.name() + "`."
                : "The system `" + model.name() + "` has no `" + name + "`.",
            span);
    throw elaborator.fail(
        model.lets().containsKey(name)
            ? problem.note("`output " + name + " = …` in `" + model.name() + "` makes it visible.")
            : problem.suggestName(Names.closest(name, instance.readable())));
  }

  /// The new value of a state of a map.
  Var next(String state) {
    if (!model.maps().containsKey(state)) {
      Span span = model.states().get(state).span();
      return elaborator.numbers().toVar(scope.find(state).orElse(Value.INVALID), span);
    }
    return elaborator
        .numbers()
        .toVar(scope.find("next " + state).orElse(Value.INVALID), model.maps().get(state).span());
  }

  /// The moment of a single part, or of one inside it.
  Moment at(List<String> path) {
    return path.isEmpty()
        ? this
        : parts.get(path.getFirst()).moment().orElseThrow().at(path.subList(1, path.size()));
  }

  Scope scope() {
    return scope;
  }

  // ---- definitions

  /// A value for this step alone: of the instance, of the run that is being traced, of the step.
  private Value drawn(Item.Quantity draw) {
    Var stream = elaborator.mixed(elaborator.streamAt(run), instance.stream());
    Var step = elaborator.numbers().integer(time, draw.span());
    return instance.drawn(elaborator, draw, scope, elaborator.mixed(stream, step));
  }

  private Value input(Item.Quantity input, Map<String, Wire> wires) {
    Wire wire = wires.get(input.name().text());
    Value given = wire == null ? instance.input(elaborator, input) : wire.value().get();
    Span span = wire == null ? input.name().span() : wire.span();
    Optional<Callable> function = Models.callable(given);
    if (function.isPresent()) {
      given = function.get().call(elaborator, Arguments.of(List.of(time), span), span);
    }
    return instance.inputOf(elaborator, input, elaborator.valid(given), span);
  }

  private Value output(Item.Quantity output) {
    Expression right = output.initial().expression().orElseThrow();
    return typed(
        elaborator.elaborate(right, scope), output.type(), right.span(), output.name().text());
  }

  private Value typed(Value value, Optional<TypeExpression> type, Span span, String name) {
    return type.isEmpty() || value instanceof Value.Invalid
        ? value
        : new TypeReader(elaborator, scope).fit(value, type.get(), span, "value of `" + name + "`");
  }

  /// The right side for a state, in the type of the state.
  Var equation(String state) {
    if (!model.maps().containsKey(state) && !model.flows().containsKey(state)) {
      return elaborator.builder().fill(0, types.get(state));
    }
    Expression right =
        model.isMap() ? model.maps().get(state).right() : model.flows().get(state).right();
    return fitted(right, scope, state);
  }

  /// What a step adds to a state; `dt` and the noises mean something only here. The derivative of
  /// an ordinary equation is multiplied by the step.
  private Var increment(String state, Growth growth) {
    Item.Sde sde = model.diffusions().get(state);
    if (sde == null) {
      Var slope = equation(state);
      Var dt = elaborator.builder().convert(growth.dt(), slope.type().elem());
      return elaborator.builder().mul(slope, elaborator.numbers().stretch(dt, slope.type().dims()));
    }
    Scope inner = scope.inner();
    growth.define(inner, state);
    return fitted(sde.right(), inner, state);
  }

  private Var fitted(Expression right, Scope names, String state) {
    Value value = elaborator.valid(right, names);
    Var var = elaborator.numbers().toVar(value, right.span());
    return instance.sides(state, types.get(state), "equation").fit(elaborator, var, right.span());
  }
}
