package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The items of a `train { … }`, sorted by what they are.
final class TrainItems {
  final Map<String, Item.Bind> ons = new LinkedHashMap<>();
  final List<Binding> lets = new ArrayList<>();
  final List<Item.Loss> losses = new ArrayList<>();
  final List<Item.UseRule> rules = new ArrayList<>();
  final List<Item.ForLength> lengths = new ArrayList<>();
  final List<Item.ForTime> times = new ArrayList<>();
  final List<Item.EverySteps> steps = new ArrayList<>();
  final List<Item.EveryTime> inTime = new ArrayList<>();
  final List<Item.Stop> stops = new ArrayList<>();
  final List<Item.EveryEpoch> epochs = new ArrayList<>();
  private final Elaborator elaborator;
  private boolean isSound = true;

  private TrainItems(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /// The items of `train`.
  ///
  /// @throws Reported after messages about what is missing, twice or out of place
  static TrainItems of(Elaborator elaborator, Expression.Train train) {
    TrainItems items = new TrainItems(elaborator);
    train.items().forEach(items::sort);
    Span place = Expressions.keyword(train.span(), "train");
    items.requireOne(
        items.losses, Item.Loss::span, SystemCodes.MISSING_LOSS, "loss", "`loss …`", place);
    items.requireOne(
        items.rules,
        Item.UseRule::span,
        SystemCodes.MISSING_RULE,
        "rule",
        "`rule Adam(lr: 0.001)`",
        place);
    List<Item> lengths = new ArrayList<>(items.lengths);
    lengths.addAll(items.times);
    lengths.sort(Comparator.comparingInt(length -> length.span().start()));
    items.requireOne(
        lengths, Item::span, SystemCodes.MISSING_LENGTH, "length", "`for 1_000 steps`", place);
    if (items.stops.size() > 1) {
      items.report(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "A training has one `stop when`.",
                  items.stops.get(1).span())
              .relate(items.stops.getFirst().span(), "the first one is here")
              .note("`stop when a or b` stops with either."));
    }
    if (!items.isSound) {
      throw new Reported();
    }
    return items;
  }

  private void sort(Item item) {
    switch (item) {
      case Item.Bind bind when bind.kind() == BindKind.ON -> ons.put(bind.name().text(), bind);
      case Item.Let(var binding, _, _) -> lets.add(binding);
      case Item.Loss loss when loss.player().isEmpty() -> losses.add(loss);
      case Item.UseRule rule when rule.player().isEmpty() -> rules.add(rule);
      case Item.ForLength length -> lengths.add(length);
      case Item.ForTime time -> inTime(time);
      case Item.EveryTime every -> inTime.add(every);
      case Item.EverySteps every -> steps.add(every);
      case Item.EveryEpoch every -> epochs.add(every);
      case Item.Stop stop -> stops.add(stop);
      case Item.Broken _ -> isSound = false;
      case Item.Quantity _,
          Item.Bind _,
          Item.Loss _,
          Item.UseRule _,
          Item.FieldOver _,
          Item.Forward _,
          Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Jump _,
          Item.Event _,
          Item.Constraint _,
          Item.PerTensor _ ->
          report(
              Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "This does not belong in a `train`.",
                  Unsupported.firstLine(item.span())));
    }
  }

  private void inTime(Item.ForTime time) {
    times.add(time);
    if (!time.time().text().equals("t")) {
      report(
          Diagnostic.of(
                  NameCodes.OUT_OF_PLACE_NAME,
                  "The time of a training is called `t`, as in every system.",
                  time.time().span())
              .suggestName(Optional.of("t")));
    }
  }

  private void report(Diagnostic problem) {
    elaborator.report(problem);
    isSound = false;
  }

  private <T> void requireOne(
      List<T> found,
      Function<T, Span> place,
      SystemCodes missing,
      String what,
      String example,
      Span train) {
    if (found.isEmpty() && isSound) {
      report(
          Diagnostic.of(missing, "This training has no " + what + ".", train)
              .note(example + " says it."));
    }
    if (found.size() > 1) {
      report(
          Diagnostic.of(
                  what.equals("length") ? SystemCodes.TWO_LENGTHS : SystemCodes.ITEM_OUT_OF_PLACE,
                  "A training has one " + what + ".",
                  place.apply(found.get(1)))
              .relate(place.apply(found.getFirst()), "the first one is here"));
    }
  }

  /// The rule, the length and what is recorded all go in steps or all in time.
  ///
  /// @param inSteps whether the rule, which is written at `rule`, goes in steps
  void requireOneTime(boolean inSteps, Span rule) {
    boolean isInTime = !times.isEmpty();
    if (inSteps == isInTime) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.RULE_MIXES_TIME,
                  isInTime
                      ? "This training goes in time, and its rule in steps."
                      : "This training goes in steps, and its rule is a differential equation.",
                  rule)
              .relate(
                  (isInTime ? times.getFirst() : lengths.getFirst()).span(), "its length is here")
              .note(
                  isInTime
                      ? "`for 100 steps` is the length of a training in steps."
                      : "`for t in 0..10` is the length of a training in time."));
    }
    if (!isInTime && !inTime.isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  "This is a distance in time, and the training goes in steps.",
                  inTime.getFirst().distance().span())
              .relate(lengths.getFirst().span(), "its length is here")
              .note("`every 10 steps { … }` and `every epoch { … }` record in steps."));
    }
  }

  /// What is recorded every so many steps.
  Optional<Item.EverySteps> everySteps() {
    return steps.stream().findFirst();
  }

  /// What is recorded after every epoch.
  Optional<Item.EveryEpoch> everyEpoch() {
    return epochs.stream().findFirst();
  }
}
