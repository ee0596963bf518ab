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
import java.util.stream.IntStream;

/// The rules of a training in which each model has its own, `rule … for x`, or the one rule of a
/// training whose networks keep running averages: together one system. Each rule sees the weights
/// of its model as `theta`, with the loss of that model; all move at once, from where all are. Its
/// states are `theta` of all, then those of the rules, as `x.v`, then the running averages, as
/// `x.mean`.
///
/// @param whole the objective of all models
/// @param rules by model, in the order of the models; one rule for all has the name ""
/// @param averages the names of the running averages, in the order of the rules
record Players(
    Elaborator elaborator,
    Objective whole,
    Map<String, SystemInstance> rules,
    List<String> averages) {
  private static final String ALL = "";

  /// The system of the rules that the declaration of `frame` has.
  static SystemInstance system(
      Elaborator elaborator, Training training, SystemInstance frame, Span site) {
    Objective whole = training.objective();
    Item.UseRule written = frame.model().learning().rules().getFirst();
    Map<String, SystemInstance> rules = new LinkedHashMap<>();
    if (written.player().isEmpty()) {
      rules.put(
          ALL,
          ChosenRule.of(elaborator, written.rule(), frame.environment())
              .system(elaborator, new Training(whole, Optional.empty()), frame.stream(), site));
    } else {
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
      requireOneTime(elaborator, frame, rules);
    }
    Map<String, Var> starts = new LinkedHashMap<>();
    starts.put("theta", training.start());
    rules.forEach((model, rule) ->
        rule.starts()
            .forEach((state, start) -> {
              if (!state.equals("theta")) {
                starts.put(prefix(model) + state, start);
              }
            }));
    Map<String, Var> averages = averages(elaborator, rules, starts, written.span());
    starts.putAll(averages);
    Players players = new Players(elaborator, whole, rules, List.copyOf(averages.keySet()));
    SystemInstance first = rules.values().iterator().next();
    SystemInstance system =
        new SystemInstance(
            players.model(starts.keySet()),
            frame.factory(),
            frame.environment(),
            Map.of(),
            frame.stream(),
            site);
    system.combines(players, training, starts, first.isMap());
    return system;
  }

  /// What stands before the names of states of the rule of `model`.
  private static String prefix(String model) {
    return model.equals(ALL) ? "" : model + ".";
  }

  private static Map<String, Var> averages(
      Elaborator elaborator,
      Map<String, SystemInstance> rules,
      Map<String, Var> states,
      Span site) {
    Map<String, Var> all = new LinkedHashMap<>();
    for (SystemInstance rule : rules.values()) {
      Objective objective = rule.training().orElseThrow().objective();
      List<String> names = objective.namesOfAverages();
      if (!rule.isMap()) {
        Training.refuseAverages(elaborator, objective, site);
      }
      List<Var> starts = objective.averages();
      for (int k = 0; k < names.size(); k++) {
        if (states.containsKey(names.get(k))) {
          throw elaborator.fail(
              Unsupported.refusal(
                  UnsupportedCodes.TRAIN,
                  "The running average `" + names.get(k) + "` is called like a state of a rule.",
                  site));
        }
        all.put(names.get(k), starts.get(k));
      }
    }
    return all;
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
      Elaborator elaborator, SystemInstance frame, Map<String, SystemInstance> rules) {
    SystemInstance first = rules.values().iterator().next();
    Optional<SystemInstance> noisy =
        rules.values().stream().filter(SystemInstance::isDiffusion).findFirst();
    for (Item.UseRule used : frame.model().learning().rules()) {
      SystemInstance rule = rules.get(used.player().orElseThrow().text());
      if (rule.isMap() != first.isMap()) {
        throw elaborator.fail(
            Diagnostic.of(
                    SystemCodes.RULE_MIXES_TIME,
                    "The rules of a training are all maps or all differential equations.",
                    used.span(),
                    "this is " + (rule.isMap() ? "a map" : "a differential equation"))
                .relate(first.site(), "this is not"));
      }
      if (rule.isDiffusion() && rule.isStratonovich() != noisy.orElseThrow().isStratonovich()) {
        throw elaborator.fail(
            Diagnostic.of(
                    SystemCodes.MIXED_CALCULUS,
                    "The rules of a training are meant in Itô's or in Stratonovich's sense, not"
                        + " both.",
                    used.span())
                .relate(noisy.orElseThrow().site(), "this is meant in the other sense"));
      }
    }
  }

  /// A rule with these states, whose equations are those of the rules of the models.
  private SystemModel model(Set<String> names) {
    SystemModel like =
        rules.values().stream()
            .filter(SystemInstance::isDiffusion)
            .findFirst()
            .orElseGet(() -> rules.values().iterator().next())
            .model();
    Map<String, Item.Quantity> states = new LinkedHashMap<>();
    Map<String, Item.Ode> flows = new LinkedHashMap<>();
    Map<String, Item.NextState> maps = new LinkedHashMap<>();
    Map<String, Item.Sde> diffusions = new LinkedHashMap<>();
    for (String name : names) {
      states.put(name, LearningItems.theta(like.declaration()));
      like.flows().values().stream().findFirst().ifPresent(flow -> flows.put(name, flow));
      like.maps().values().stream().findFirst().ifPresent(map -> maps.put(name, map));
      like.diffusions().values().stream().findFirst().ifPresent(sde -> diffusions.put(name, sde));
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
        diffusions,
        Map.of(),
        Map.of(),
        new LearningItems(like.declaration(), _ -> {}).collected(),
        Set.of("theta"),
        true);
  }

  /// The Brownian motions of the rules, by which their systems call them.
  List<Noise> noises() {
    List<Noise> all = new ArrayList<>();
    rules.forEach((model, rule) ->
        Noise.of(elaborator, rule)
            .forEach(noise -> all.add(noise.of(model, rule.site(), Optional.empty()))));
    return all;
  }

  /// The moments of the rules.
  ///
  /// @param around the moment of all
  /// @param vars the time, `theta` of all, the states of the rules, the running averages
  List<Moment> moments(Moment around, List<Var> vars) {
    Var theta = vars.get(1);
    List<Var> kept = vars.subList(vars.size() - averages.size(), vars.size());
    return where(
        theta,
        kept,
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

  /// What moves `theta` of all, the states of the rules, and the running averages.
  List<Var> equations(List<Moment> moments, Scope states) {
    return within(
        states,
        () -> {
          List<Var> all = together(elaborator.each(moments, Moment::equations));
          moments.forEach(moment -> all.addAll(moment.training().orElseThrow().averages()));
          return all;
        });
  }

  /// What a step adds to `theta` of all and to the states of the rules.
  List<Var> increments(List<Moment> moments, Scope states, Growth growth) {
    List<String> names = List.copyOf(rules.keySet());
    List<Integer> places = IntStream.range(0, moments.size()).boxed().toList();
    return within(
        states,
        () ->
            together(
                elaborator.each(
                    places, k -> moments.get(k).increments(growth.inside(names.get(k))))));
  }

  private List<Var> together(List<List<Var>> each) {
    List<Var> all = new ArrayList<>();
    all.add(elaborator.builder().concat(each.stream().map(List::getFirst).toList(), 0));
    each.forEach(own -> all.addAll(own.subList(1, own.size())));
    return all;
  }

  /// Runs `work` where all models are as `states` say.
  <T> T within(Scope states, Supplier<T> work) {
    List<Var> kept = averages.stream().map(name -> state(states, name)).toList();
    return where(state(states, "theta"), kept, work);
  }

  private Var state(Scope states, String name) {
    return elaborator.numbers().toVar(states.find(name).orElse(Value.INVALID), whole.site());
  }

  /// Runs `work` where all models have their weights in `theta`, and these running averages.
  private <T> T where(Var theta, List<Var> kept, Supplier<T> work) {
    return whole.at(
        theta,
        () -> {
          int next = 0;
          for (SystemInstance rule : rules.values()) {
            Objective own = rule.training().orElseThrow().objective();
            int count = own.namesOfAverages().size();
            own.remember(kept.subList(next, next + count));
            next += count;
          }
          return work.get();
        });
  }

  private Var weights(String model, Var theta) {
    Builder b = elaborator.builder();
    return model.equals(ALL)
        ? theta
        : b.concat(
            whole.theta().slots().stream()
                .filter(slot -> slot.model().equals(model))
                .map(slot -> slot.flat(theta, b))
                .toList(),
            0);
  }
}
