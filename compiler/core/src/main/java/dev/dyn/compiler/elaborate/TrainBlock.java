package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.LossChecks;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// `train net { … }`: the steps of a rule as scans that carry all weights and what the rule
/// remembers. Afterwards the model has the weights of the end.
///
/// With `every k steps` an outer scan goes over stretches of k steps, and each begins with the
/// records; with epochs it goes over the epochs, and each ends with them.
final class TrainBlock {
  private final Elaborator elaborator;
  private final Expression.Train train;
  private final Scope scope;
  private final TrainItems items;
  private final Var stream;
  private final Trainee trainee;
  private final Training training;
  private final SystemInstance rule;
  private final Var drawn;
  private Optional<Dim> epoch = Optional.empty();
  private Value recorded = new Value.Record(Map.of());

  private TrainBlock(Elaborator elaborator, Expression.Train train, Scope scope) {
    this.elaborator = elaborator;
    this.train = train;
    this.scope = scope;
    items = TrainItems.of(elaborator, train);
    stream = elaborator.streamAt(train.span());
    trainee = Trainee.of(elaborator, train.model(), scope);
    String name = trainee.name();
    Map<String, SystemInstance> models = Map.of(name, trainee.model());
    Map<String, SystemInstance> now = Map.of(name, elaborator.current(trainee.model()));
    Objective objective =
        new Objective(
            elaborator,
            models,
            trainee.theta(Theta.of(now)),
            scope,
            items.ons,
            items.lets,
            items.losses,
            trainee.path(),
            Expressions.keyword(train.span(), "train"));
    Training.requireWeights(elaborator, objective, "model `" + train.model().span().text() + "`");
    training = new Training(objective, Optional.empty());
    Expression written = items.rules.getFirst().rule();
    rule =
        ChosenRule.of(elaborator, written, scope)
            .system(elaborator, training, stream, written.span());
    items.requireOneTime(rule.isMap(), written.span());
    drawn = elaborator.mixed(elaborator.streamAt(stream, elaborator.here()), rule.stream());
  }

  /// Trains the model, and gives the record of the training.
  static Value run(Elaborator elaborator, Expression.Train train, Scope scope) {
    TrainBlock block = new TrainBlock(elaborator, train, scope);
    return elaborator.withStream(block.stream, block::run);
  }

  private Value run() {
    if (!items.times.isEmpty()) {
      return new TrainInTime(elaborator, items, trainee, training, rule, drawn).run(scope);
    }
    Item.ForLength length = items.lengths.getFirst();
    Dim count = count(length.count(), "length of the training");
    List<Var> carried = new ArrayList<>(rule.starts().values());
    carried.addAll(training.objective().averages());
    Var from = carried.getFirst();
    Value first = new Value.Array(elaborator.builder().integer(0));
    compareGradient(
        elaborator,
        () -> new TrainingMoment(elaborator, training, from, first, true, drawn),
        items.losses.getFirst().value().span());
    Map<String, Value> fields = new LinkedHashMap<>();
    boolean isOne = items.steps.size() + items.epochs.size() < 2;
    boolean inEpochs = length.pace() == Item.Pace.EPOCHS || items.everyEpoch().isPresent();
    if (!isOne || !items.stops.isEmpty()) {
      turns(length, inEpochs).run(carried, fields);
    } else if (inEpochs && items.everySteps().isEmpty()) {
      epochs(carried, count, length, fields);
    } else {
      steps(carried, inEpochs ? count.times(batches()) : count, fields);
    }
    Var theta = carried.getFirst();
    training.objective().move(trainee.name(), theta);
    remember(carried);
    return new Value.Record(fields);
  }

  /// Shows the loss at the start to whoever compares gradients.
  static void compareGradient(Elaborator elaborator, Supplier<TrainingMoment> start, Span site) {
    if (!elaborator.observed().comparesGradients()) {
      return;
    }
    Value loss = start.get().inside(names -> names.find("loss").orElse(Value.INVALID));
    if (loss instanceof Value.Array(Var value)) {
      elaborator
          .models()
          .lossOf(value)
          .ifPresent(at ->
              HigherOrder.differentiable(
                  elaborator,
                  site,
                  () -> {
                    elaborator.observed().differentiated(at.block(), at.theta(), site);
                    return value;
                  }));
    }
  }

  private Dim count(Expression written, String what) {
    Dim count =
        elaborator
            .beforeRun()
            .requireSize(elaborator.elaborate(written, scope), what, written.span());
    if (count.isKnown() && count.value() < 1) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NEGATIVE_DIMENSION,
              "The " + what + " must be at least 1.",
              written.span(),
              "this is " + count));
    }
    return count;
  }

  /// The training in turns, with all that it records.
  private TrainTurns turns(Item.ForLength length, boolean inEpochs) {
    Dim count = count(length.count(), "length of the training");
    boolean countsEpochs = length.pace() == Item.Pace.EPOCHS;
    if (inEpochs) {
      epoch = Optional.of(batches());
    }
    TrainTurns turns =
        new TrainTurns(
            elaborator,
            this,
            items.stops.stream().map(Item.Stop::condition).findFirst(),
            countsEpochs ? count.times(epoch.orElseThrow()) : count);
    items.steps.forEach(
        every -> turns.everySteps(every, count(every.count(), "number of steps between records")));
    items.epochs.forEach(every -> turns.everyEpoch(every, epoch.orElseThrow()));
    return turns;
  }

  /// The clock of a turn of `steps` steps from number `first` on, if it is an epoch.
  Optional<BatchClock.OfEpoch> clockOfTurn(Var first, Dim steps) {
    if (!epoch.equals(Optional.of(steps))) {
      return Optional.empty();
    }
    Builder b = elaborator.builder();
    Var number = b.call(Scalars.IDIV, first, elaborator.size(steps));
    return Optional.of(new BatchClock.OfEpoch(elaborator.anchor(), number, b.integer(0), drawn));
  }

  /// The rule at step number `step`, with what is carried.
  Moment moment(Var step, List<Var> states) {
    List<Var> vars = new ArrayList<>(List.of(step));
    vars.addAll(states.subList(0, rule.starts().size()));
    remember(states);
    return Moment.of(elaborator, rule, vars);
  }

  /// The form of what was recorded last.
  Value recorded() {
    return recorded;
  }

  // ---- in steps

  private void steps(List<Var> carried, Dim length, Map<String, Value> fields) {
    Builder b = elaborator.builder();
    Optional<Item.EverySteps> every = items.everySteps();
    if (every.isEmpty()) {
      fields.put("loss", new Value.Array(stretch(carried, b.integer(0), length, ofSteps())));
      return;
    }
    Dim k = count(every.get().count(), "number of steps between records");
    Dim turns = Dim.of(length.value() / k.value());
    Dim rest = Dim.of(length.value() % k.value());
    List<Var> losses = new ArrayList<>();
    List<Var> leaves = List.of();
    if (!turns.is(0)) {
      List<Var> results =
          scan(
              carried,
              turns,
              (turn, states) -> {
                Builder inner = elaborator.builder();
                Var first = inner.mul(turn, elaborator.size(k));
                List<Var> rows = records(every.get().body(), states, first, ofSteps());
                rows.add(stretch(states, first, k, ofSteps()));
                return rows;
              });
      losses.add(b.reshape(results.getLast(), List.of(turns.times(k))));
      leaves = results.subList(0, results.size() - 1);
    }
    Var end = elaborator.size(turns.times(k));
    List<Var> last = records(every.get().body(), carried, end, ofSteps());
    List<Var> columns = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      Var row = b.reshape(last.get(i), last.get(i).type().under(Dim.ONE).dims());
      columns.add(turns.is(0) ? row : b.concat(List.of(leaves.get(i), row), 0));
    }
    if (!rest.is(0)) {
      losses.add(stretch(carried, end, rest, ofSteps()));
    }
    fields.put("loss", new Value.Array(b.concat(losses, 0)));
    Dim records = turns.plus(Dim.ONE);
    Var numbers =
        b.mul(b.iota(records), b.broadcast(elaborator.size(k), List.of(records), List.of()));
    fields.put("step", new Value.Array(numbers));
    put(fields, columns);
  }

  // ---- in epochs

  private Dim batches() {
    BatchClock.Probe probe = new BatchClock.Probe();
    elaborator.trace(
        List.of(training.objective().vector()),
        List.of("theta"),
        vars -> {
          Scope step =
              training
                  .objective()
                  .step(
                      vars.getFirst(),
                      drawn,
                      probe,
                      training.when(new Value.Array(elaborator.builder().integer(0)), true));
          if (items.ons.keySet().stream().anyMatch(on -> isInvalid(step.find(on)))) {
            throw new Reported();
          }
          return List.of();
        });
    List<Dim> found = probe.found().values().stream().distinct().toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw elaborator.fail(
        Diagnostic.of(
                ExperimentCodes.EPOCH_WITHOUT_BATCHES,
                found.isEmpty() ? "An epoch has no length here." : "An epoch has two lengths here.",
                items.lengths.getFirst().span())
            .note(
                "An epoch is as many steps as `on batch = minibatches(d, size: n)` has batches."));
  }

  private static boolean isInvalid(Optional<Value> value) {
    return value.isPresent() && value.get() instanceof Value.Invalid;
  }

  private void epochs(
      List<Var> carried, Dim count, Item.ForLength length, Map<String, Value> fields) {
    Builder b = elaborator.builder();
    Dim batches = batches();
    Dim epochs =
        length.pace() == Item.Pace.EPOCHS ? count : Dim.of(count.value() / batches.value());
    Dim rest =
        length.pace() == Item.Pace.EPOCHS ? Dim.ZERO : Dim.of(count.value() % batches.value());
    List<Var> losses = new ArrayList<>();
    if (!epochs.is(0)) {
      List<Var> results =
          scan(
              carried,
              epochs,
              (epoch, states) -> {
                Builder inner = elaborator.builder();
                Var per = elaborator.size(batches);
                Var first = inner.mul(epoch, per);
                BatchClock.OfEpoch clock =
                    new BatchClock.OfEpoch(
                        elaborator.anchor(), epoch, elaborator.builder().integer(0), drawn);
                Var own =
                    stretch(
                        states,
                        first,
                        batches,
                        step -> Optional.of(clock.at(elaborator.builder().sub(step, first))));
                List<Statement> body =
                    items.everyEpoch().map(Item.EveryEpoch::body).orElse(List.of());
                Var end = inner.add(first, per);
                List<Var> rows =
                    records(
                        body,
                        states,
                        end,
                        step -> Optional.of(clock.at(elaborator.builder().sub(step, first))));
                rows.add(own);
                return rows;
              });
      losses.add(b.reshape(results.getLast(), List.of(epochs.times(batches))));
      if (items.everyEpoch().isPresent()) {
        Var number = b.add(b.iota(epochs), b.fill(1, new Type(Elem.I64, List.of(epochs))));
        fields.put("epoch", new Value.Array(number));
        fields.put(
            "step",
            new Value.Array(
                b.mul(number, b.broadcast(elaborator.size(batches), List.of(epochs), List.of()))));
        put(fields, results.subList(0, results.size() - 1));
      }
    }
    if (!rest.is(0)) {
      losses.add(stretch(carried, elaborator.size(epochs.times(batches)), rest, ofSteps()));
    }
    fields.put("loss", new Value.Array(b.concat(losses, 0)));
  }

  // ---- pieces

  /// Which batch a step has.
  @FunctionalInterface
  interface Clocks {
    Optional<BatchClock> at(Var step);
  }

  static Clocks ofSteps() {
    return _ -> Optional.empty();
  }

  /// Steps of the rule from number `first` on. `carried` is moved along.
  ///
  /// @return the loss of each step, `[length]`
  private Var stretch(List<Var> carried, Var first, Dim length, Clocks clocks) {
    return scan(
            carried,
            length,
            (number, states) -> {
              Var step = elaborator.builder().add(first, number);
              return elaborator
                  .models()
                  .withClock(
                      clocks.at(step),
                      () -> {
                        Moment moment = moment(step, states);
                        List<Var> next = new ArrayList<>(moment.each(Moment::equations));
                        TrainingMoment words = moment.training().orElseThrow();
                        next.addAll(words.averages());
                        Var loss = finite(words.lossNow(), step);
                        for (int k = 0; k < next.size(); k++) {
                          states.set(k, next.get(k));
                        }
                        return List.of(loss);
                      });
            })
        .getFirst();
  }

  /// From now on the running averages are those among `states`, which stand after the rule's.
  private void remember(List<Var> states) {
    training.objective().remember(states.subList(rule.starts().size(), states.size()));
  }

  /// `loss`, with which the run fails where it is not finite.
  Var finite(Var loss, Var step) {
    Builder b = elaborator.builder();
    int before = b.site();
    b.at(items.losses.getFirst().value().span().start());
    Var checked = b.call(LossChecks.FINITE, loss, b.convert(step, loss.type().elem()));
    b.at(before);
    return checked;
  }

  /// Turns that carry `carried`, which are moved along. A turn is given its number and the carried
  /// values, which it changes, and gives rows.
  ///
  /// @return the rows of all turns
  private List<Var> scan(
      List<Var> carried, Dim length, BiFunction<Var, List<Var>, List<Var>> turn) {
    return scan(carried, length, false, turn);
  }

  /// As above.
  ///
  /// @param stops whether the turns end where the first carried value is true
  List<Var> scan(
      List<Var> carried, Dim length, boolean stops, BiFunction<Var, List<Var>, List<Var>> turn) {
    List<Type> types = new ArrayList<>(carried.stream().map(Var::type).toList());
    List<String> names = new ArrayList<>(carried.stream().map(Var::name).toList());
    types.add(Type.I64);
    names.add("n");
    Block body =
        elaborator.everywhere(() ->
            elaborator.trace(
                types,
                names,
                vars -> {
                  List<Var> states = new ArrayList<>(vars.subList(0, carried.size()));
                  List<Var> rows = turn.apply(vars.getLast(), states);
                  List<Var> results = new ArrayList<>(states);
                  results.addAll(rows);
                  return results;
                }));
    Blocks.Closed closed = Blocks.close(body, elaborator.names());
    Builder b = elaborator.builder();
    List<Var> results =
        b.emitAll(
            "train",
            new Region.Scan(
                closed.block(),
                length,
                List.copyOf(carried),
                List.of(b.iota(length)),
                closed.captured(),
                Optional.empty(),
                stops));
    for (int k = 0; k < carried.size(); k++) {
      carried.set(k, results.get(k));
    }
    return new ArrayList<>(results.subList(carried.size(), results.size()));
  }

  /// The numbers that are recorded before step number `step`. The batch is the latest one.
  List<Var> records(List<Statement> body, List<Var> states, Var step, Clocks clocks) {
    Builder b = elaborator.builder();
    Var before = b.sub(step, b.integer(1));
    Var latest = b.call(Scalars.MAX, before, b.integer(0));
    remember(states);
    Var theta = states.getFirst();
    TrainingMoment moment =
        elaborator
            .models()
            .withClock(
                clocks.at(latest),
                () ->
                    new TrainingMoment(
                        elaborator, training, theta, new Value.Array(latest), true, drawn));
    Map<String, Value> columns =
        moment.inside(names -> {
          Scope shown = names.inner();
          training.when(new Value.Array(step), true).forEach(shown::define);
          return new TrainRecords(elaborator).columns(body, shown);
        });
    List<Var> leaves = new ArrayList<>();
    recorded = Trees.flatten(elaborator, new Value.Record(columns), leaves);
    return leaves;
  }

  private void put(Map<String, Value> fields, List<Var> columns) {
    if (Trees.rebuild(recorded, columns) instanceof Value.Record(var all)) {
      fields.putAll(all);
    }
  }
}
