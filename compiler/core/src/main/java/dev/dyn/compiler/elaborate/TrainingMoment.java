package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The words of a rule at one time: `gradient`, `loss`, `step`, both `at` another point, and
/// schedules for its parameters.
final class TrainingMoment {
  private final Elaborator elaborator;
  private final Training training;
  private final Var theta;
  private final Var stream;
  private final Map<String, Value> when;
  private final Scope step;
  private final Map<Var, Objective.Slope> slopes = new HashMap<>();
  private final Optional<Tensor> tensor;

  /// One weight of those that another moment has.
  private record Tensor(TrainingMoment whole, Theta.Slot slot) {}

  /// @param time the number of the step, or the time
  /// @param stream what steps derive their draws from
  TrainingMoment(
      Elaborator elaborator, Training training, Var theta, Value time, boolean isMap, Var stream) {
    this.elaborator = elaborator;
    this.training = training;
    this.theta = theta;
    this.stream =
        isMap
            ? elaborator.mixed(stream, elaborator.numbers().integer(time, Span.builtin()))
            : stream;
    this.tensor = Optional.empty();
    BatchClock clock =
        elaborator
            .models()
            .clock()
            .orElseGet(() ->
                new BatchClock.OfSteps(
                    isMap
                        ? elaborator.numbers().integer(time, Span.builtin())
                        : elaborator.builder().integer(0),
                    stream));
    this.when = training.when(time, isMap);
    this.step = training.objective().step(theta, this.stream, clock, when);
  }

  private TrainingMoment(TrainingMoment whole, Theta.Slot slot) {
    this.elaborator = whole.elaborator;
    this.training = whole.training;
    this.theta = whole.theta;
    this.stream = whole.stream;
    this.when = whole.when;
    this.step = whole.step;
    this.tensor = Optional.of(new Tensor(whole, slot));
  }

  /// The words of the rule for each weight by itself.
  List<TrainingMoment> divided() {
    return training.objective().theta().slots().stream()
        .map(slot -> new TrainingMoment(this, slot))
        .toList();
  }

  /// The gradient by all weights, or by the one that this is about.
  private Var gradient() {
    return tensor
        .map(t -> t.slot().of(t.whole().gradient(), elaborator.builder()))
        .orElseGet(() -> slope(theta).gradient());
  }

  /// Gives `gradient at` and `loss at` their meanings. Of one weight of many, the others stay where
  /// they are.
  private void elsewhere(Scope scope) {
    Objective objective = training.objective();
    Type point = tensor.map(t -> t.slot().type()).orElseGet(objective::vector);
    new Elsewhere(
            Expression.At.Asked.GRADIENT,
            point,
            x -> {
              Var whole = objective.slope(around(x), step, stream).gradient();
              return tensor.map(t -> t.slot().of(whole, elaborator.builder())).orElse(whole);
            })
        .define(scope);
    new Elsewhere(
            Expression.At.Asked.LOSS,
            point,
            x -> {
              requireCommonLoss();
              return objective.loss(around(x), step, stream);
            })
        .define(scope);
  }

  /// All weights, where those that this is about are at `point`.
  private Var around(Var point) {
    return tensor
        .map(t -> t.slot().replaced(t.whole().theta, point, elaborator.builder()))
        .orElse(point);
  }

  private Objective.Slope slope(Var weights) {
    if (tensor.isPresent()) {
      return tensor.get().whole().slope(weights);
    }
    return slopes.computeIfAbsent(weights, w -> training.objective().slope(w, step, stream));
  }

  /// Defines the words in `scope`.
  void define(Scope scope, SystemModel rule, Value time) {
    elaborator.defineLazily(
        scope, "gradient", () -> elaborator.guarded(() -> new Value.Array(gradient())));
    elaborator.defineLazily(scope, "loss", () -> elaborator.guarded(this::loss));
    elsewhere(scope);
    if (rule.isMap()) {
      scope.define("step", time);
    }
    List<Scheduled> scheduled = new ArrayList<>();
    for (Parameter parameter : rule.declaration().structure()) {
      scheduled.add(new Scheduled(parameter.name().text(), parameter.fallback()));
    }
    rule.params()
        .values()
        .forEach(p -> scheduled.add(new Scheduled(p.name().text(), p.initial().expression())));
    scheduled.forEach(parameter -> schedule(scope, parameter, time));
  }

  private record Scheduled(String name, Optional<Expression> fallback) {}

  /// A function given for a real parameter is asked at every step.
  private void schedule(Scope scope, Scheduled parameter, Value time) {
    boolean takesFunction =
        parameter
            .fallback()
            .map(f -> f.unwrapped() instanceof Expression.FunctionLiteral)
            .orElse(false);
    Value given = scope.find(parameter.name()).orElse(Value.INVALID);
    Optional<Callable> function = takesFunction ? Optional.empty() : Models.callable(given);
    function.ifPresent(schedule ->
        elaborator.defineLazily(
            scope,
            parameter.name(),
            () ->
                elaborator.guarded(() ->
                    schedule.call(
                        elaborator,
                        Arguments.of(
                            List.of(
                                new Value.Array(
                                    elaborator.numbers().toReal(time, elaborator.here()))),
                            elaborator.here()),
                        elaborator.here()))));
  }

  private Value loss() {
    return new Value.Array(lossNow());
  }

  /// What `work` gives where the weights are those of this time, with `loss` among its names: its
  /// value, which functions such as `sharpness` take as the function that it is.
  <T> T inside(Function<Scope, T> work) {
    Objective objective = training.objective();
    return objective.at(
        theta,
        step,
        stream,
        names -> {
          elaborator.defineLazily(
              names,
              "loss",
              () ->
                  elaborator.guarded(() -> {
                    requireCommonLoss();
                    Block block = objective.lossAlone(objective.losses().getFirst(), step, stream);
                    Var value =
                        Blocks.inline(block, List.of(theta), elaborator.builder()).getFirst();
                    elaborator
                        .models()
                        .remember(value, new Models.LossAt(block, theta, this::withFreshBatch));
                    return new Value.Array(value);
                  }));
          return work.apply(names);
        });
  }

  private Block withFreshBatch(Var other) {
    Objective objective = training.objective();
    Scope names = objective.step(theta, other, new BatchClock.Fresh(other), when);
    return objective.lossAlone(objective.losses().getFirst(), names, other);
  }

  /// The loss of all models.
  Var lossNow() {
    return slope(theta).loss().orElseThrow(this::noCommonLoss);
  }

  /// What the running averages of the models are after this step.
  List<Var> averages() {
    return slope(theta).averages();
  }

  private void requireCommonLoss() {
    if (training.objective().hasPlayers()) {
      throw noCommonLoss();
    }
  }

  private Reported noCommonLoss() {
    return elaborator.fail(
        Diagnostic.of(
                SystemCodes.NO_COMMON_LOSS,
                "`loss` means nothing where each model has a loss of its own.",
                elaborator.here())
            .relate(
                training.objective().losses().getFirst().span(), "this is the loss of one model"));
  }

  /// The outputs of the declared training.
  List<Var> outputs() {
    if (training.frame().isEmpty()) {
      return List.of();
    }
    SystemInstance frame = training.frame().get();
    return inside(scope -> {
      List<Var> all = new ArrayList<>();
      Map<String, Item.Quantity> outputs = frame.model().outputs();
      outputs.forEach(
          (name, output) -> elaborator.defineLazily(scope, name, () -> output(output, scope)));
      outputs.forEach((name, output) ->
          all.add(
              elaborator.numbers().toVar(scope.find(name).orElse(Value.INVALID), output.span())));
      return all;
    });
  }

  private Value output(Item.Quantity output, Scope scope) {
    Expression right = output.initial().expression().orElseThrow();
    Value value = elaborator.elaborate(right, scope);
    return output.type().isEmpty() || value instanceof Value.Invalid
        ? value
        : new TypeReader(elaborator, scope)
            .fit(
                value,
                output.type().get(),
                right.span(),
                "value of `" + output.name().text() + "`");
  }
}
