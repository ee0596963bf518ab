package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.FirstRows;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A training that records at several intervals, or stops by a condition.
///
/// A turn is as many steps as divide all intervals. It begins with the records that are due, then
/// takes its steps. Where the training stops by a condition, how many steps and records there are
/// is known only to the run: it carries whether it has stopped and how many steps it has taken, and
/// the rows of what came no more are cut off.
final class TrainTurns {
  private final Elaborator elaborator;
  private final TrainBlock block;
  private final Optional<Expression> condition;
  private final Dim length;
  private final List<Cadence> cadences = new ArrayList<>();
  private final Map<Integer, Value> forms = new HashMap<>();

  /// Records after so many steps.
  ///
  /// @param steps how many
  /// @param isEpoch whether there is none at the start, and an epoch to each
  private record Cadence(long steps, List<Statement> body, boolean isEpoch, Span span) {}

  /// @param condition with which the training stops
  /// @param length the most steps it takes
  TrainTurns(Elaborator elaborator, TrainBlock block, Optional<Expression> condition, Dim length) {
    this.elaborator = elaborator;
    this.block = block;
    this.condition = condition;
    this.length = length;
    if (condition.isPresent() && elaborator.isBatching()) {
      throw new NeedsRow();
    }
  }

  void everySteps(Item.EverySteps every, Dim steps) {
    cadences.add(new Cadence(steps.value(), every.body(), false, every.span()));
  }

  void everyEpoch(Item.EveryEpoch every, Dim steps) {
    cadences.add(new Cadence(steps.value(), every.body(), true, every.span()));
  }

  private long stepsOfTurn() {
    return cadences.stream()
        .mapToLong(Cadence::steps)
        .reduce(TrainTurns::divisor)
        .orElse(length.value());
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /// Trains. `carried` is moved along; `fields` gets the losses and the records.
  void run(List<Var> carried, Map<String, Value> fields) {
    Builder b = elaborator.builder();
    Dim per = Dim.of(stepsOfTurn());
    boolean isOne = cadences.isEmpty();
    Dim turns = isOne ? Dim.ONE : Dim.of(length.value() / per.value() + 1);
    List<Var> all = new ArrayList<>();
    if (condition.isPresent()) {
      all.add(b.constant(Tensor.of(false)));
      all.add(b.integer(0));
    }
    all.addAll(carried);
    List<Var> rows =
        isOne
            ? new ArrayList<>(List.of(steps(all, b.integer(0), per)))
            : block.scan(
                all, turns, condition.isPresent(), (turn, states) -> turn(turn, per, states));
    int own = condition.isPresent() ? 2 : 0;
    for (int k = 0; k < carried.size(); k++) {
      carried.set(k, all.get(own + k));
    }
    Var losses = b.reshape(rows.removeLast(), List.of(turns.times(per)));
    Var most = b.slice(losses, 0, Dim.ZERO, length, 1);
    Optional<Var> taken = condition.map(_ -> all.get(1));
    fields.put(
        "loss",
        new Value.Array(
            taken.map(n -> first(most, n, elaborator.freshSize("steps"))).orElse(most)));
    int at = 0;
    for (int k = 0; k < cadences.size(); k++) {
      int leaves = leaves(forms.get(k));
      columns(k, per, rows.subList(at, at + leaves), taken, fields);
      at += leaves;
    }
  }

  private int leaves(Value form) {
    List<Var> leaves = new ArrayList<>();
    Trees.flatten(elaborator, form, leaves);
    return leaves.size();
  }

  private Var first(Var rows, Var count, Dim size) {
    return elaborator
        .builder()
        .emit("rows", new Op.ArrayCall(new FirstRows(size), List.of(rows, count), 0));
  }

  /// What a turn records, and the losses of its steps.
  private List<Var> turn(Var turn, Dim per, List<Var> states) {
    Var first = elaborator.builder().mul(turn, elaborator.size(per));
    List<Var> rows = new ArrayList<>();
    for (int k = 0; k < cadences.size(); k++) {
      rows.addAll(due(k, turn, per, first, states));
    }
    rows.add(steps(states, first, per));
    return rows;
  }

  /// The records of a cadence, where they are due; zeros elsewhere.
  private List<Var> due(int cadence, Var turn, Dim per, Var first, List<Var> states) {
    Cadence own = cadences.get(cadence);
    int theta = condition.isPresent() ? 2 : 0;
    long every = own.steps() / per.value();
    if (every == 1 && !own.isEpoch()) {
      return records(cadence, states.subList(theta, states.size()), first);
    }
    Builder b = elaborator.builder();
    Var zero = b.integer(0);
    Var phase = b.call(Scalars.MOD, turn, b.integer(every));
    Var waits = b.call(Scalars.NOT, b.call(Scalars.EQ, phase, zero));
    Var skips = own.isEpoch() ? b.call(Scalars.OR, waits, b.call(Scalars.EQ, turn, zero)) : waits;
    // The weights go through the loop, so that what is recorded is not worked out before it.
    List<Var> through = new ArrayList<>(List.of(skips, states.get(theta)));
    List<Var> stacked =
        block.scan(
            through,
            Dim.ONE,
            true,
            (_, inner) -> {
              List<Var> now = new ArrayList<>(states.subList(theta, states.size()));
              now.set(0, inner.get(1));
              return records(cadence, now, first);
            });
    Builder after = elaborator.builder();
    return stacked.stream().map(row -> after.pick(row, 0, Dim.ZERO)).toList();
  }

  private List<Var> records(int cadence, List<Var> states, Var first) {
    List<Var> leaves =
        block.records(cadences.get(cadence).body(), states, first, TrainBlock.ofSteps());
    forms.put(cadence, block.recorded());
    return leaves;
  }

  /// Cuts out the turns at which a cadence records, as far as they came.
  private void columns(
      int cadence, Dim per, List<Var> rows, Optional<Var> taken, Map<String, Value> fields) {
    Cadence own = cadences.get(cadence);
    Builder b = elaborator.builder();
    long k = own.steps();
    Dim every = Dim.of(k / per.value());
    Dim begin = own.isEpoch() ? every : Dim.ZERO;
    Dim most = Dim.of(length.value() / k + (own.isEpoch() ? 0 : 1));
    Optional<Var> count =
        taken.map(n -> {
          Var whole = b.call(Scalars.IDIV, n, b.integer(k));
          return own.isEpoch() ? whole : b.add(whole, b.integer(1));
        });
    Dim size = count.isPresent() ? elaborator.freshSize("records") : most;
    List<Var> columns = new ArrayList<>();
    for (Var row : rows) {
      Var cut =
          most.is(0)
              ? b.slice(row, 0, Dim.ZERO, Dim.ZERO, 1)
              : b.slice(row, 0, begin, most, (int) every.value());
      columns.add(count.map(n -> first(cut, n, size)).orElse(cut));
    }
    Var numbers = numbers(most, own.isEpoch() ? 1 : 0);
    Var counted = count.map(n -> first(numbers, n, size)).orElse(numbers);
    if (own.isEpoch()) {
      fields.put("epoch", new Value.Array(counted));
    }
    Var factor = b.broadcast(b.integer(k), counted.type().dims(), List.of());
    fields.putIfAbsent("step", new Value.Array(b.mul(counted, factor)));
    if (Trees.rebuild(forms.get(cadence), columns) instanceof Value.Record(var named)) {
      named.forEach((name, value) -> {
        if (fields.putIfAbsent(name, value) != null) {
          elaborator.report(
              Diagnostic.of(
                  NameCodes.DUPLICATE_NAME,
                  "`" + name + "` is recorded at two intervals of one training.",
                  Unsupported.firstLine(own.span())));
        }
      });
    }
  }

  private Var numbers(Dim count, int from) {
    Builder b = elaborator.builder();
    Var numbers = b.iota(count);
    return from == 0 ? numbers : b.add(numbers, b.fill(from, new Type(Elem.I64, List.of(count))));
  }

  /// At most `per` steps from number `first` on. `states` are moved along.
  ///
  /// @return the loss of each step, `[per]`; zeros where there was none
  private Var steps(List<Var> states, Var first, Dim per) {
    Builder b = elaborator.builder();
    Var end = elaborator.size(length);
    Var isOver = b.call(Scalars.GE, first, end);
    List<Var> all = new ArrayList<>();
    all.add(condition.isPresent() ? b.call(Scalars.OR, isOver, states.getFirst()) : isOver);
    all.addAll(states);
    Optional<BatchClock.OfEpoch> clock = block.clockOfTurn(first, per);
    List<Var> rows =
        block.scan(all, per, true, (number, inner) -> step(number, first, end, clock, inner));
    for (int k = 0; k < states.size(); k++) {
      states.set(k, all.get(1 + k));
    }
    return rows.getFirst();
  }

  private List<Var> step(
      Var number, Var first, Var end, Optional<BatchClock.OfEpoch> clock, List<Var> inner) {
    Builder b = elaborator.builder();
    Var step = b.add(first, number);
    int own = condition.isPresent() ? 3 : 1;
    List<Var> states = inner.subList(own, inner.size());
    return elaborator
        .models()
        .withClock(
            clock.map(c -> c.at(number)),
            () -> {
              Moment moment = block.moment(step, states);
              TrainingMoment training = moment.training().orElseThrow();
              Optional<Var> stops = condition.map(written -> holds(written, training));
              List<Var> next = new ArrayList<>(moment.each(Moment::equations));
              next.addAll(training.averages());
              Var loss = block.finite(training.lossNow(), step);
              Var one = b.integer(1);
              Var isLast = b.call(Scalars.GE, b.add(step, one), end);
              inner.set(0, isLast);
              stops.ifPresent(s -> {
                inner.set(0, b.call(Scalars.OR, isLast, s));
                inner.set(1, s);
                inner.set(2, b.add(inner.get(2), b.select(s, b.integer(0), one)));
              });
              for (int k = 0; k < next.size(); k++) {
                Var before = inner.get(own + k);
                Var after = next.get(k);
                inner.set(own + k, stops.map(s -> kept(s, before, after)).orElse(after));
              }
              return List.of(loss);
            });
  }

  /// `before` where the training stops, else `after`.
  private Var kept(Var stops, Var before, Var after) {
    Builder b = elaborator.builder();
    return b.select(b.broadcast(stops, after.type().dims(), List.of()), before, after);
  }

  private Var holds(Expression written, TrainingMoment training) {
    return training.inside(names -> {
      Var condition =
          elaborator.numbers().condition(elaborator.elaborate(written, names), written.span());
      elaborator.numbers().requireScalar(condition, "condition", written.span());
      return condition;
    });
  }
}
