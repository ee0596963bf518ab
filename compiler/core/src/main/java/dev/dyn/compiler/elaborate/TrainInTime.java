package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Argument;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `train net { … for t in a..b }`: the differential equation of a rule runs over a span of time,
/// as `simulate` would run it. What is recorded is worked out afterwards from the weights at the
/// saved times, and the model has the weights of the end.
final class TrainInTime {
  private static final List<String> OPTIONS =
      List.of("method?", "rtol?", "atol?", "noise?", "allow_nonfinite?");

  private final Elaborator elaborator;
  private final TrainItems items;
  private final Trainee trainee;
  private final Training training;
  private final SystemInstance rule;
  private final Var drawn;

  TrainInTime(
      Elaborator elaborator,
      TrainItems items,
      Trainee trainee,
      Training training,
      SystemInstance rule,
      Var drawn) {
    this.elaborator = elaborator;
    this.items = items;
    this.trainee = trainee;
    this.training = training;
    this.rule = rule;
    this.drawn = drawn;
  }

  /// The record of the training: `t`, `loss`, what is recorded, and `statistics` of the method.
  /// Without `every` the saved times are both ends.
  Value run(Scope scope) {
    refuseSteps();
    Simulate.Options options = options(scope);
    TimeGrid grid = items.inTime.isEmpty() ? ends(options) : Simulate.grid(elaborator, options);
    TrainBlock.compareGradient(
        elaborator,
        () ->
            moment(
                rule.starts().values().iterator().next(),
                options.time(options.timeSpan().orElseThrow().from()),
                drawn),
        items.losses.getFirst().value().span());
    if (!(Simulate.flow(elaborator, rule, options, grid) instanceof Value.Record(var course))) {
      throw new Reported();
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("t", course.get("t"));
    Var theta = array(course.get("theta"));
    fields.putAll(records(array(course.get("t")), theta));
    fields.put("statistics", course.get("statistics"));
    Builder b = elaborator.builder();
    training.objective().move(trainee.name(), b.pick(theta, 0, theta.type().dim(0).minus(Dim.ONE)));
    return new Value.Record(fields);
  }

  private static Var array(Value value) {
    if (value instanceof Value.Array(Var var)) {
      return var;
    }
    throw new IllegalStateException("a series is not an array");
  }

  // ---- what does not go in time

  private void refuseSteps() {
    Training.refuse(elaborator, items.ons);
    List<Item> inSteps = new ArrayList<>(items.steps);
    inSteps.addAll(items.epochs);
    inSteps.addAll(items.stops);
    inSteps.addAll(items.inTime.stream().skip(1).toList());
    for (Item item : inSteps) {
      Diagnostic problem =
          Diagnostic.of(
                  SystemCodes.ITEM_OUT_OF_PLACE,
                  switch (item) {
                    case Item.EveryTime _ -> "A training in time records at one distance.";
                    case Item.Stop _ -> "There are no steps before which this could be asked.";
                    default -> "This goes in steps, and the training in time.";
                  },
                  Unsupported.firstLine(item.span()))
              .relate(items.times.getFirst().span(), "the length of the training is here");
      throw elaborator.fail(
          item instanceof Item.Stop
              ? problem
              : problem.note("`every 0.5 { record … }` records in time."));
    }
    Training.refuseAverages(elaborator, training.objective(), items.times.getFirst().span());
  }

  // ---- the run

  /// What `simulate` would be given.
  private Simulate.Options options(Scope scope) {
    Item.ForTime length = items.times.getFirst();
    Map<String, Arguments.Given> bound =
        new HashMap<>(
            Arguments.written(elaborator, length.arguments(), scope)
                .bind(elaborator, new Written(), OPTIONS, length.span()));
    bound.put("t", given(length.between(), scope));
    items.inTime.forEach(every -> bound.put("every", given(every.distance(), scope)));
    Simulate.Options options = new Simulate.Options(elaborator, bound, length.span());
    Simulate.refuseNoiseOptions(rule, options);
    return options;
  }

  private Arguments.Given given(Expression written, Scope scope) {
    Argument argument = new Argument.Positional(written, written.span());
    return Arguments.written(elaborator, List.of(argument), scope).all().getFirst();
  }

  /// How messages call what takes the options.
  private record Written() implements Callable {
    @Override
    public String name() {
      return "for t in";
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      throw new IllegalStateException("nobody calls the length of a training");
    }
  }

  private TimeGrid ends(Simulate.Options options) {
    Value.Range span = options.timeSpan().orElseThrow();
    Var from = options.time(span.from());
    Var to = options.time(span.to());
    Simulate.requireForwardIfKnown(elaborator, from, to, options);
    Builder b = elaborator.builder();
    List<Dim> one = List.of(Dim.ONE);
    Var both = b.concat(List.of(b.reshape(from, one), b.reshape(to, one)), 0);
    return new TimeGrid.At(from, both, Dim.of(2));
  }

  // ---- what is recorded

  private TrainingMoment moment(Var theta, Var time, Var stream) {
    return new TrainingMoment(elaborator, training, theta, new Value.Array(time), false, stream);
  }

  /// The loss and the records at the saved times.
  private Map<String, Value> records(Var times, Var theta) {
    List<Statement> body = items.inTime.isEmpty() ? List.of() : items.inTime.getFirst().body();
    List<Value> form = new ArrayList<>();
    Dim count = times.type().dim(0);
    Type point = new Type(theta.type().elem(), List.of(theta.type().dim(1)));
    Block turn =
        elaborator.everywhere(() ->
            elaborator.trace(
                List.of(Type.I64, Type.scalar(times.type().elem()), point),
                List.of("n", "t", "theta"),
                vars -> {
                  Var stream = elaborator.mixed(drawn, vars.getFirst());
                  TrainingMoment now = moment(vars.getLast(), vars.get(1), stream);
                  Map<String, Value> columns =
                      now.inside(names -> {
                        Map<String, Value> all = new LinkedHashMap<>();
                        all.put("loss", names.find("loss").orElseThrow());
                        all.putAll(new TrainRecords(elaborator).columns(body, names));
                        return all;
                      });
                  List<Var> leaves = new ArrayList<>();
                  form.add(Trees.flatten(elaborator, new Value.Record(columns), leaves));
                  return leaves;
                }));
    Blocks.Closed closed = Blocks.close(turn, elaborator.names());
    Builder b = elaborator.builder();
    List<Var> series =
        b.emitAll(
            "records",
            new Region.Scan(
                closed.block(),
                count,
                List.of(),
                List.of(b.iota(count), times, theta),
                closed.captured(),
                Optional.empty(),
                false));
    if (Trees.rebuild(form.getLast(), series) instanceof Value.Record(var fields)) {
      return fields;
    }
    throw new Reported();
  }
}
