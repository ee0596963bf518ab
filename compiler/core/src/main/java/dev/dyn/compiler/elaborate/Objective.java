package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Derivatives;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.DeadCode;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a training makes small, as a function of all weights.
///
/// @param models whose weights are trained, by the names under which they stand in results
/// @param scope what names mean around the loss
/// @param ons what is evaluated anew at each step
/// @param lets definitions that may depend on the weights
/// @param losses one, or one for each player
/// @param path what the names of the layers that are trained begin with, such as `head.`
/// @param site for messages about all of it
record Objective(
    Elaborator elaborator,
    Map<String, SystemInstance> models,
    Theta theta,
    Scope scope,
    Map<String, Item.Bind> ons,
    List<Binding> lets,
    List<Item.Loss> losses,
    String path,
    Span site) {

  /// A loss and its derivative by all weights.
  ///
  /// @param averages what the running averages are after it
  record Slope(Optional<Var> loss, Var gradient, List<Var> averages) {}

  /// What names mean at one step: the batch is fixed, the weights are not.
  ///
  /// @param stream for what the step draws
  /// @param clock whose turn it is
  /// @param when what the time or the number of the step is called, with its value
  Scope step(Var now, Var stream, BatchClock clock, Map<String, Value> when) {
    Scope inner = scope.inner();
    when.forEach(inner::define);
    // Each sees those before it, and not itself.
    for (var entry : ons.entrySet()) {
      String name = entry.getKey();
      var on = entry.getValue();
      Scope outer = inner;
      inner = outer.inner();
      elaborator.defineLazily(
          inner,
          name,
          () ->
              at(
                  now,
                  () ->
                      elaborator.withStream(
                          elaborator.streamAt(stream, on.span()),
                          () ->
                              elaborator
                                  .models()
                                  .withClock(
                                      Optional.of(clock),
                                      () -> elaborator.elaborate(on.value(), outer)))));
    }
    return inner;
  }

  /// Runs `work` with all models having the weights `weights`.
  <T> T at(Var weights, Supplier<T> work) {
    Map<SystemInstance, SystemInstance> before = elaborator.models().table();
    try {
      models.keySet().forEach(name -> move(name, weights));
      return work.get();
    } finally {
      elaborator.models().restore(before);
    }
  }

  /// From now on the model `name` has the weights `weights`, those that are not among them what
  /// they are.
  void move(String name, Var weights) {
    change(name, theta.weights(name, weights, elaborator.builder()));
  }

  private void change(String name, Map<String, Value> given) {
    SystemInstance model = models.get(name);
    SystemInstance now = elaborator.current(model);
    Map<String, Value> all = new LinkedHashMap<>();
    Weights.andAverages(now).forEach((weight, var) -> all.put(weight, new Value.Array(var)));
    all.putAll(given);
    elaborator.models().replace(model, now.with(elaborator, all, model.site()));
  }

  /// What the running averages of the models are here.
  List<Var> averages() {
    return averagesHere().all();
  }

  /// The names of the running averages, in their order, as `net.mean`.
  List<String> namesOfAverages() {
    List<String> all = new ArrayList<>();
    averagesHere()
        .named()
        .forEach((model, own) -> own.forEach(name -> all.add(model + "." + name)));
    return all;
  }

  /// From now on the running averages are `values`.
  void remember(List<Var> values) {
    averagesHere()
        .named(values)
        .forEach((name, own) -> {
          if (!own.isEmpty()) {
            change(name, own);
          }
        });
  }

  private Averages averagesHere() {
    Map<String, SystemInstance> now = new LinkedHashMap<>();
    models.forEach((name, model) -> now.put(name, elaborator.current(model)));
    return new Averages(now, path, elaborator.builder());
  }

  /// What `work` gives in the scope where the weights are `weights`.
  <T> T at(Var weights, Scope step, Var stream, Function<Scope, T> work) {
    return at(
        weights,
        () ->
            elaborator.withStream(
                stream,
                () -> {
                  Scope inner = step.inner();
                  for (Binding let : lets) {
                    elaborator.defineLazily(inner, let.name().text(), () -> let(let, inner));
                  }
                  return work.apply(inner);
                }));
  }

  private Value let(Binding let, Scope inner) {
    Value value = elaborator.elaborate(let.value(), inner);
    return let.type().isEmpty() || value instanceof Value.Invalid
        ? value
        : elaborator.guarded(() ->
            new TypeReader(elaborator, inner)
                .fit(
                    value,
                    let.type().get(),
                    let.value().span(),
                    "value of `" + let.name().text() + "`"));
  }

  /// The common loss where the weights are `weights`.
  Var loss(Var weights, Scope step, Var stream) {
    if (losses.isEmpty()) {
      return unknown().loss().orElseThrow();
    }
    Block block = lossBlock(losses.getFirst(), step, stream);
    return Blocks.inline(block, List.of(weights), elaborator.builder()).getFirst();
  }

  /// A loss as a function of the weights, as an open block.
  Block lossAlone(Item.Loss loss, Scope step, Var stream) {
    return alone(lossBlock(loss, step, stream));
  }

  private static Block alone(Block block) {
    return DeadCode.prune(
        new Block(block.parameters(), block.lets(), List.of(block.results().getFirst())));
  }

  /// A loss as a function of the weights, followed by the running averages after it, as an open
  /// block.
  Block lossBlock(Item.Loss loss, Scope step, Var stream) {
    return elaborator.everywhere(() ->
        elaborator.trace(
            List.of(vector()),
            List.of("theta"),
            weights ->
                at(
                    weights.getFirst(),
                    step,
                    stream,
                    inner -> {
                      Averages averages = averagesHere();
                      Var value =
                          elaborator
                              .models()
                              .modes()
                              .inLoss(averages, () -> scalar(loss.value(), inner));
                      List<Var> results = new ArrayList<>(List.of(value));
                      results.addAll(averages.all());
                      return results;
                    })));
  }

  private Var scalar(Expression loss, Scope inner) {
    Value value = elaborator.valid(loss, inner);
    Var var = elaborator.numbers().toReal(value, loss.span());
    if (!var.type().isScalar()) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_A_SCALAR,
                  "A loss is a single number.",
                  loss.span(),
                  "this is " + Value.describe(var.type()))
              .note("`mean(…)` or `sum(…)` makes one number of many."));
    }
    return var;
  }

  /// Whether each model has a loss of its own.
  boolean hasPlayers() {
    return losses.stream().anyMatch(loss -> loss.player().isPresent());
  }

  /// The loss and its gradient where the weights are `weights`. Players each have the gradient of
  /// their own loss by their own weights, and no common loss.
  Slope slope(Var weights, Scope step, Var stream) {
    if (losses.isEmpty()) {
      return unknown();
    }
    if (!hasPlayers()) {
      List<Var> both = slope(losses.getFirst(), weights, step, stream);
      return new Slope(
          Optional.of(both.getFirst()), both.getLast(), both.subList(1, both.size() - 1));
    }
    Builder b = elaborator.builder();
    List<Var> pieces = new ArrayList<>();
    for (String player : models.keySet()) {
      Item.Loss own = lossOf(player);
      Var whole = slope(own, weights, step, stream).getLast();
      theta.slots().stream()
          .filter(slot -> slot.model().equals(player))
          .forEach(slot -> pieces.add(slot.flat(whole, b)));
    }
    return new Slope(Optional.empty(), b.concat(pieces, 0), List.of());
  }

  /// Of a rule that is checked by itself nothing is known but that it has something to train.
  static Objective unknown(Elaborator elaborator, Scope scope, Span site) {
    Theta theta = new Theta(List.of(), Dim.named("weights"));
    return new Objective(
        elaborator, Map.of(), theta, scope, Map.of(), List.of(), List.of(), "", site);
  }

  private Slope unknown() {
    Type scalar = Type.scalar(elaborator.real());
    return new Slope(
        Optional.of(elaborator.names().fresh("loss", scalar)),
        elaborator.names().fresh("gradient", vector()),
        List.of());
  }

  /// The type of all weights as one vector.
  Type vector() {
    return new Type(elaborator.real(), List.of(theta.size()));
  }

  private List<Var> slope(Item.Loss loss, Var weights, Scope step, Var stream) {
    Block block = lossBlock(loss, step, stream);
    if (loss.player().isEmpty()) {
      UnusedWeights.report(elaborator, this, alone(block), loss.value().span());
    }
    Block both =
        HigherOrder.differentiable(
            elaborator,
            loss.value().span(),
            () -> Derivatives.valueAndGradients(block, List.of(0), elaborator.names()));
    return Blocks.inline(both, List.of(weights), elaborator.builder());
  }

  /// The same for the model `player` alone, with its own loss if it has one; the others stay what
  /// they are.
  Objective of(String player) {
    Item.Loss own = hasPlayers() ? lossOf(player) : losses.getFirst();
    Item.Loss common = new Item.Loss(own.value(), Optional.empty(), own.doc(), own.span());
    return new Objective(
        elaborator,
        Map.of(player, models.get(player)),
        theta.ofModel(player),
        scope,
        ons,
        lets,
        List.of(common),
        path,
        site);
  }

  private Item.Loss lossOf(String player) {
    return losses.stream()
        .filter(loss -> loss.player().map(p -> p.text().equals(player)).orElse(false))
        .findFirst()
        .orElseThrow(() ->
            elaborator.fail(
                Diagnostic.of(
                        SystemCodes.MISSING_LOSS, "The model `" + player + "` has no loss.", site)
                    .note("Where one model has a loss of its own, every model needs one.")));
  }
}
