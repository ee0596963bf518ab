package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The rules of a training in which each model has its own, `rule … for x`: together one system.
/// Each rule sees the weights of its model as `theta`, with the loss of that model; all move at
/// once, from where all are. Its states are `theta` of all, then those of the rules, as `x.v`.
///
/// @param whole the objective of all models
/// @param rules by model, in the order of the models
record Players(Elaborator elaborator, Objective whole, Map<String, SystemInstance> rules) {
  /// The system of the rules that the declaration of `frame` has.
  static SystemInstance system(
      Elaborator elaborator, Training training, SystemInstance frame, Span site) {
    Objective whole = training.objective();
    Map<String, SystemInstance> rules = new LinkedHashMap<>();
    for (String model : whole.models().keySet()) {
      Item.UseRule used = ruleOf(elaborator, frame, whole, model);
      Var stream = elaborator.streamAt(frame.stream(), used.span());
      rules.put(
          model,
          ChosenRule.of(elaborator, used.rule(), frame.environment())
              .system(
                  elaborator,
                  new Training(whole.of(model), Optional.empty()),
                  stream,
                  used.span()));
    }
    SystemInstance first = rules.values().iterator().next();
    requireOneTime(elaborator, frame, first, rules);
    Players players = new Players(elaborator, whole, rules);
    Map<String, Var> starts = new LinkedHashMap<>();
    starts.put("theta", training.start());
    rules.forEach((model, rule) ->
        rule.starts()
            .forEach((state, start) -> {
              if (!state.equals("theta")) {
                starts.put(model + "." + state, start);
              }
            }));
    SystemInstance system =
        new SystemInstance(
            players.model(first.model(), starts.keySet()),
            frame.factory(),
            frame.environment(),
            Map.of(),
            frame.stream(),
            site);
    system.combines(players, training, starts, first.isMap());
    return system;
  }

  private static Item.UseRule ruleOf(
      Elaborator elaborator, SystemInstance frame, Objective whole, String model) {
    List<Item.UseRule> used = frame.model().learning().rules();
    used.stream()
        .flatMap(rule -> rule.player().stream())
        .forEach(player -> Training.requireModel(elaborator, whole, player));
    return used.stream()
        .filter(rule -> rule.player().map(Name::text).filter(model::equals).isPresent())
        .findFirst()
        .orElseThrow(() ->
            elaborator.fail(
                Diagnostic.of(
                        SystemCodes.MISSING_RULE,
                        "The model `" + model + "` has no rule.",
                        whole.site())
                    .note("Where one model has a rule of its own, every model needs one.")));
  }

  private static void requireOneTime(
      Elaborator elaborator,
      SystemInstance frame,
      SystemInstance first,
      Map<String, SystemInstance> rules) {
    for (Item.UseRule used : frame.model().learning().rules()) {
      SystemInstance rule = rules.get(used.player().orElseThrow().text());
      if (rule.isDiffusion()) {
        throw elaborator.fail(
            Unsupported.refusal(
                UnsupportedCodes.TRAIN,
                "A stochastic rule cannot be that of one model alone yet.",
                used.span()));
      }
      if (rule.isMap() != first.isMap()) {
        throw elaborator.fail(
            Diagnostic.of(
                    SystemCodes.RULE_MIXES_TIME,
                    "The rules of a training are all maps or all differential equations.",
                    used.span(),
                    "this is " + (rule.isMap() ? "a map" : "a differential equation"))
                .relate(first.site(), "this is not"));
      }
    }
  }

  /// A rule with these states, whose equations are those of the rules of the models.
  private SystemModel model(SystemModel like, Set<String> names) {
    Map<String, Item.Quantity> states = new LinkedHashMap<>();
    Map<String, Item.Ode> flows = new LinkedHashMap<>();
    Map<String, Item.NextState> maps = new LinkedHashMap<>();
    for (String name : names) {
      states.put(name, LearningItems.theta(like.declaration()));
      like.flows().values().stream().findFirst().ifPresent(flow -> flows.put(name, flow));
      like.maps().values().stream().findFirst().ifPresent(map -> maps.put(name, map));
    }
    return new SystemModel(
        like.declaration(),
        Map.of(),
        Map.of(),
        states,
        Map.of(),
        Map.of(),
        Map.of(),
        flows,
        maps,
        new Happenings(List.of(), List.of()),
        Map.of(),
        Map.of(),
        Map.of(),
        new LearningItems(like.declaration(), _ -> {}).collected(),
        Set.of("theta"),
        true);
  }

  /// The moments of the rules.
  ///
  /// @param around the moment of all
  /// @param vars the time, `theta` of all, the states of the rules
  List<Moment> moments(Moment around, List<Var> vars) {
    Var theta = vars.get(1);
    return where(
        theta,
        () -> {
          List<Moment> moments = new ArrayList<>();
          int next = 2;
          for (Map.Entry<String, SystemInstance> rule : rules.entrySet()) {
            int own = rule.getValue().starts().size() - 1;
            List<Var> states = new ArrayList<>(List.of(weights(rule.getKey(), theta)));
            states.addAll(vars.subList(next, next + own));
            next += own;
            moments.add(around.ofPlayer(rule.getValue(), states));
          }
          return moments;
        });
  }

  /// What moves `theta` of all and the states of the rules.
  List<Var> equations(List<Moment> moments, Var theta) {
    List<List<Var>> each = where(theta, () -> elaborator.each(moments, Moment::equations));
    List<Var> all = new ArrayList<>();
    all.add(elaborator.builder().concat(each.stream().map(List::getFirst).toList(), 0));
    each.forEach(own -> all.addAll(own.subList(1, own.size())));
    return all;
  }

  /// Runs `work` where all models have their weights in `theta`.
  private <T> T where(Var theta, Supplier<T> work) {
    return whole.at(theta, work);
  }

  private Var weights(String model, Var theta) {
    Builder b = elaborator.builder();
    return b.concat(
        whole.theta().slots().stream()
            .filter(slot -> slot.model().equals(model))
            .map(slot -> slot.flat(theta, b))
            .toList(),
        0);
  }
}
