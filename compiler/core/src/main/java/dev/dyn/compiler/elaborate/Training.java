package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What makes the system of a rule move the weights of models: the rule's equations read the
/// gradient of this objective.
///
/// @param frame the instance of the `training` declaration, if there is one: its parameters and
///   models
record Training(Objective objective, Optional<SystemInstance> frame) {
  /// The system that a declared training is: the states of its rule, of which `theta` is all
  /// weights.
  static SystemInstance of(Elaborator elaborator, SystemInstance frame, Span site) {
    SystemModel model = frame.model();
    Learning learning = model.learning();
    Map<String, SystemInstance> models = Weights.layers(frame);
    Objective objective =
        new Objective(
            elaborator,
            models,
            Theta.of(models),
            frame.environment(),
            learning.ons(),
            model.lets().values().stream()
                .filter(let -> model.dynamic().contains(let.name().text()))
                .toList(),
            learning.losses(),
            "",
            model.declaration().name().span());
    requireWeights(elaborator, objective, "training `" + model.name() + "`");
    requirePlayers(elaborator, objective);
    Training training = new Training(objective, Optional.of(frame));
    Item.UseRule first = learning.rules().getFirst();
    SystemInstance system =
        first.player().isPresent() || !objective.namesOfAverages().isEmpty()
            ? Players.system(elaborator, training, frame, site)
            : ChosenRule.of(elaborator, first.rule(), frame.environment())
                .system(elaborator, training, frame.stream(), site);
    if (!system.isMap()) {
      refuse(elaborator, learning.ons());
    }
    return system;
  }

  /// In time nothing is evaluated at each step.
  static void refuse(Elaborator elaborator, Map<String, Item.Bind> ons) {
    for (Item.Bind on : ons.values()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "There are no steps at which `on` could be evaluated.",
                  on.span())
              .note("The rule is a differential equation, which moves in time."));
    }
  }

  /// What `loss`, `on`, `let`, `every` and outputs call the number of the step, or the time: `step`
  /// or `t`, unless the declaration, or what is around a `train` in steps, has a name like that.
  Map<String, Value> when(Value time, boolean isMap) {
    String name = isMap ? "step" : "t";
    boolean isTaken =
        frame
            .map(f -> f.model().declares(name))
            .orElseGet(() -> isMap && objective.scope().find(name).isPresent());
    return isTaken ? Map.of() : Map.of(name, time);
  }

  /// In time nothing follows the mean of batches.
  static void refuseAverages(Elaborator elaborator, Objective objective, Span site) {
    if (!objective.namesOfAverages().isEmpty()) {
      throw elaborator.fail(
          Unsupported.refusal(
                  UnsupportedCodes.TRAIN, "Running averages need a rule that goes in steps.", site)
              .note("They move at each step, and in continuous time there are none."));
    }
  }

  static void requireWeights(Elaborator elaborator, Objective objective, String what) {
    if (objective.theta().slots().isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.NOTHING_TO_TRAIN,
                  "The " + what + " has no weights to train.",
                  objective.site())
              .note("`weight w = 1.0` in a network or system is what training moves."));
    }
  }

  static void requirePlayers(Elaborator elaborator, Objective objective) {
    List<Item.Loss> common =
        objective.losses().stream().filter(loss -> loss.player().isEmpty()).toList();
    boolean hasPlayers = objective.hasPlayers();
    if (common.size() > (hasPlayers ? 0 : 1)) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  hasPlayers
                      ? "A loss for all models cannot stand beside losses for single ones."
                      : "A training has one loss.",
                  common.getLast().span())
              .note("`loss … for net` is the loss of the model `net` alone."));
    }
    for (Item.Loss loss : objective.losses()) {
      loss.player().ifPresent(player -> requireModel(elaborator, objective, player));
    }
  }

  static void requireModel(Elaborator elaborator, Objective objective, Name player) {
    if (!objective.models().containsKey(player.text())) {
      throw elaborator.fail(
          Diagnostic.of(
                  NameCodes.NOT_A_MODEL,
                  "This training has no model `" + player.text() + "`.",
                  player.span())
              .suggestName(Names.closest(player.text(), objective.models().keySet())));
    }
  }

  /// The weights that the states start from, as one vector.
  Var start() {
    return objective.models().isEmpty()
        ? objective.elaborator().names().fresh("theta", objective.vector())
        : objective.theta().start(current(), objective.elaborator().builder());
  }

  private Map<String, SystemInstance> current() {
    Map<String, SystemInstance> now = new LinkedHashMap<>();
    objective
        .models()
        .forEach((name, model) -> now.put(name, objective.elaborator().current(model)));
    return now;
  }

  /// Takes the weights out of `given`, where they stand by their names, and puts them there as
  /// `theta` unless that is given, too.
  void gather(Map<String, Value> given) {
    Builder b = objective.elaborator().builder();
    List<Var> pieces = new ArrayList<>();
    for (Theta.Slot slot : objective.theta().slots()) {
      if (given.remove(slot.name()) instanceof Value.Array(Var weight)
          && weight.type().count().equals(slot.type().count())) {
        pieces.add(b.reshape(weight, List.of(weight.type().count())));
      }
    }
    if (pieces.size() == objective.theta().slots().size()) {
      given.putIfAbsent("theta", new Value.Array(b.concat(pieces, 0)));
    }
  }

  /// The weights by their names in results, as `net.first.W`, of the series of all of them.
  Map<String, Value> series(Var theta) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Builder b = objective.elaborator().builder();
    objective
        .theta()
        .slots()
        .forEach(slot -> fields.put(slot.name(), new Value.Array(slot.overTime(theta, b))));
    return fields;
  }

  /// The same of the last entry of the series.
  Map<String, Value> last(Var theta) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Builder b = objective.elaborator().builder();
    Var end = b.pick(theta, 0, theta.type().dim(0).minus(Dim.ONE));
    objective
        .theta()
        .slots()
        .forEach(slot -> fields.put(slot.name(), new Value.Array(slot.of(end, b))));
    return fields;
  }
}
