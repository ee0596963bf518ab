package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Declaration.SystemDeclaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.SystemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Collects the items of a declaration that have to do with learning, and says which items belong
/// into which declaration.
final class LearningItems {
  private final SystemDeclaration declaration;
  private final Consumer<Diagnostic> report;
  private final Map<String, Item.Quantity> weights = new LinkedHashMap<>();
  private final Map<String, Item.Quantity> averages = new LinkedHashMap<>();
  private final Map<String, Item.Bind> layers = new LinkedHashMap<>();
  private final Map<String, Item.Bind> ons = new LinkedHashMap<>();
  private final List<Item.Loss> losses = new ArrayList<>();
  private Optional<Item.Forward> forward = Optional.empty();
  private final List<Item.UseRule> rules = new ArrayList<>();
  private Optional<Span> perTensor = Optional.empty();

  LearningItems(SystemDeclaration declaration, Consumer<Diagnostic> report) {
    this.declaration = declaration;
    this.report = report;
  }

  /// Whether an item may stand in a declaration of this kind.
  static boolean belongs(Item item, SystemKind kind) {
    boolean isSystem = kind == SystemKind.SYSTEM || kind == SystemKind.NETWORK;
    return switch (item) {
      case Item.Quantity quantity ->
          switch (quantity.kind()) {
            case PARAM -> true;
            case STATE, DRAW, NOISE -> kind != SystemKind.TRAINING;
            case OUTPUT -> kind != SystemKind.RULE;
            case WEIGHT, INPUT -> isSystem;
          };
      case Item.Bind bind ->
          switch (bind.kind()) {
            case PART, LAYER, GRID -> isSystem;
            case MODEL, ON -> kind == SystemKind.TRAINING;
          };
      case Item.Let _, Item.Broken _ -> true;
      case Item.Ode _, Item.Sde _, Item.NextState _ -> kind != SystemKind.TRAINING;
      case Item.Jump _, Item.Event _, Item.Constraint _, Item.FieldOver _, Item.Forward _ ->
          isSystem;
      case Item.PerTensor _ -> kind == SystemKind.RULE;
      case Item.Loss _, Item.UseRule _ -> kind == SystemKind.TRAINING;
      case Item.ForLength _,
          Item.ForTime _,
          Item.EveryEpoch _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _ ->
          false;
    };
  }

  void weight(Item.Quantity weight) {
    weights.put(weight.name().text(), weight);
    if (weight.initial() instanceof Initial.Absent) {
      report.accept(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "The weight `" + weight.name().text() + "` has no value to start from.",
                  weight.name().span())
              .note("`= 0` or `~ he_normal` after it says where training begins."));
    }
  }

  /// Keeps `bind` if it makes an instance or is evaluated at each step.
  void bind(Item.Bind bind) {
    (bind.kind() == BindKind.ON ? ons : layers).put(bind.name().text(), bind);
  }

  void forward(Item.Forward written) {
    if (forward.isPresent()) {
      report.accept(
          Diagnostic.of(
                  SystemCodes.TWO_FORWARDS,
                  "A network has one `forward`.",
                  Unsupported.firstLine(written.span()))
              .relate(Unsupported.firstLine(forward.get().span()), "the first one is here"));
      return;
    }
    forward = Optional.of(written);
  }

  /// Takes those out of `states` that `running` in the `forward` keeps, and that nothing moves.
  void takeAverages(Map<String, Item.Quantity> states, Predicate<String> isMoved) {
    forward.ifPresent(written -> takeAverages(written.body(), states, isMoved));
  }

  private void takeAverages(
      Expression expression, Map<String, Item.Quantity> states, Predicate<String> isMoved) {
    if (expression instanceof Expression.Call(Expression.NameRef(var function, _), var arguments, _)
        && function.text().equals("running")
        && !arguments.isEmpty()
        && arguments.getFirst().value().unwrapped() instanceof Expression.NameRef(var name, _)
        && states.containsKey(name.text())
        && !isMoved.test(name.text())) {
      averages.put(name.text(), states.remove(name.text()));
    }
    expression.forEachChild(child -> takeAverages(child, states, isMoved));
  }

  void loss(Item.Loss loss) {
    losses.add(loss);
  }

  void rule(Item.UseRule used) {
    boolean isSecond =
        rules.stream()
            .anyMatch(other ->
                other.player().isEmpty()
                    || used.player().isEmpty()
                    || other.player().get().text().equals(used.player().get().text()));
    if (isSecond) {
      report.accept(
          Diagnostic.of(SystemCodes.ITEM_OUT_OF_PLACE, "A training has one `rule`.", used.span())
              .relate(rules.getFirst().span(), "the first one is here")
              .note("`rule … for net` moves the model `net` alone; then every model has one."));
      return;
    }
    rules.add(used);
  }

  void perTensor(Span span) {
    perTensor = Optional.of(span);
  }

  /// What a declaration of its kind needs to have.
  void requireComplete(boolean hasStates) {
    Span place = declaration.name().span();
    String name = declaration.name().text();
    if (declaration.kind() == SystemKind.NETWORK && forward.isEmpty() && !hasStates) {
      report.accept(
          Diagnostic.of(
                  SystemCodes.MISSING_FORWARD,
                  "The network `" + name + "` has no `forward`.",
                  place)
              .note("`forward(x: [.., n]) -> [.., m] = …` says what the network gives for `x`."));
    }
    if (declaration.kind() != SystemKind.TRAINING) {
      return;
    }
    if (losses.isEmpty()) {
      report.accept(
          Diagnostic.of(SystemCodes.MISSING_LOSS, "The training `" + name + "` has no loss.", place)
              .note("`loss …` says what training makes small."));
    }
    if (rules.isEmpty()) {
      report.accept(
          Diagnostic.of(SystemCodes.MISSING_RULE, "The training `" + name + "` has no rule.", place)
              .note("`rule GradientDescent(lr: 0.1)` says how the weights move."));
    }
    if (layers.isEmpty()) {
      report.accept(
          Diagnostic.of(
                  SystemCodes.NOTHING_TO_TRAIN, "The training `" + name + "` has no model.", place)
              .note("`model net = …` says whose weights are trained."));
    }
  }

  /// What is there before a run cannot depend on what the run changes.
  void requireKnownBefore(Set<String> dynamic) {
    weights.forEach((name, weight) ->
        weight
            .initial()
            .expression()
            .ifPresent(start -> requireKnownBefore("weight `" + name + "`", start, dynamic)));
    if (declaration.kind() != SystemKind.TRAINING) {
      layers.forEach(
          (name, layer) -> requireKnownBefore("layer `" + name + "`", layer.value(), dynamic));
    }
    forward.ifPresent(written -> {
      Map<String, Span> free = new LinkedHashMap<>(FreeNames.of(written.body()));
      written.parameters().forEach(p -> free.remove(p.name().text()));
      free.keySet().retainAll(dynamic);
      free.forEach((name, place) ->
          report.accept(
              Diagnostic.of(
                      SystemCodes.FORWARD_READS_STATE,
                      "`forward` cannot read `" + name + "`, which changes in time.",
                      place)
                  .note(
                      "`forward` is a function of what it is given; what depends on states is an"
                          + " `output`.")));
    });
  }

  private void requireKnownBefore(String what, Expression start, Set<String> dynamic) {
    FreeNames.of(start).entrySet().stream()
        .filter(use -> dynamic.contains(use.getKey()))
        .findFirst()
        .ifPresent(use ->
            report.accept(
                Diagnostic.of(
                    SystemCodes.INITIAL_DEPENDS_ON_STATE,
                    "The " + what + " cannot depend on `" + use.getKey() + "`, which moves.",
                    use.getValue())));
  }

  /// The names whose meaning changes while a training runs.
  Set<String> movingNames() {
    Set<String> moving = new HashSet<>();
    switch (declaration.kind()) {
      case SYSTEM, NETWORK -> {}
      case RULE -> {
        moving.addAll(Set.of("gradient", "loss", "step"));
        declaration.structure().forEach(p -> moving.add(p.name().text())); // may be schedules
      }
      case TRAINING -> {
        moving.addAll(layers.keySet());
        moving.addAll(ons.keySet());
        moving.add("loss");
      }
    }
    return moving;
  }

  Learning collected() {
    return new Learning(weights, averages, layers, forward, ons, losses, rules, perTensor);
  }

  static Diagnostic withoutUpdate(SystemDeclaration rule) {
    return Diagnostic.of(
            SystemCodes.RULE_WITHOUT_UPDATE,
            "The rule `" + rule.name().text() + "` does not move `theta`.",
            rule.name().span())
        .note("The weights stay what they are.")
        .note("`next theta = …`, `theta' = …` or `dtheta = …` moves them.");
  }

  /// The state `theta` that every rule has: all weights as one long vector.
  static Item.Quantity theta(SystemDeclaration rule) {
    Span span = rule.name().span();
    return new Item.Quantity(
        QuantityKind.STATE,
        new Name("theta", span),
        Optional.empty(),
        Initial.ABSENT,
        Optional.empty(),
        span);
  }
}
