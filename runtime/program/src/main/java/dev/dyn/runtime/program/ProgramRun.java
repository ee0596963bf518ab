package dev.dyn.runtime.program;

import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.checkpoint.KeptRun;
import dev.dyn.runtime.checkpoint.Place;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.region.RegionDrivers;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentRecorder;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// One experiment while it runs, step by step.
///
/// ```java
/// ProgramRun run = new ProgramRun(program, code, drivers, false, Arguments.NONE,
///     Checkpoints.NONE, RunListener.silent());
/// Optional<RunFailure> failure = run.execute();
/// ExperimentReport report = run.report();
/// ```
public final class ProgramRun {
  private final Program program;
  private final ProgramCode code;
  private final RegionDrivers drivers;
  private final boolean explains;
  private final Checkpoints checkpoints;
  private final RunListener listener;
  private final ExperimentRecorder recorder;
  private final Uses uses;
  private final Tensor[] values;
  private final long begin = System.nanoTime();
  private int pieces;
  private int started;
  private Optional<Step> latest = Optional.empty();

  /// @param explains whether the choices of the compiler are told
  /// @param checkpoints what is kept of the run, and what was
  public ProgramRun(
      Program program,
      ProgramCode code,
      RegionDrivers drivers,
      boolean explains,
      Arguments arguments,
      Checkpoints checkpoints,
      RunListener listener) {
    this.program = program;
    this.code = code;
    this.drivers = drivers;
    this.explains = explains;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.recorder = new ExperimentRecorder(program.name());
    this.uses = new Uses(program);
    this.values = new Tensor[program.values()];
    arguments.define(program, values);
    arguments.shown(program.name()).forEach(recorder::parameter);
  }

  /// Runs to the end, or to the first failure.
  public Optional<RunFailure> execute() {
    return execute(step -> program.steps().forEach(step));
  }

  /// As [#execute()], but `all` goes through the steps, in order: it is handed what runs one.
  public Optional<RunFailure> execute(Consumer<Consumer<Step>> all) {
    listener.started(program.name());
    if (explains) {
      program.choices().forEach(choice -> listener.explained(program.name(), choice));
    }
    try {
      all.accept(this::run);
    } catch (RunFailure failure) {
      return Optional.of(failure);
    }
    listener.finished(program.name(), seconds());
    return Optional.empty();
  }

  /// What has been shown so far.
  public ExperimentReport report() {
    return recorder.report(seconds());
  }

  private double seconds() {
    return (System.nanoTime() - begin) * 1e-9;
  }

  /// The function that failed and what it was given, where a function did.
  public Optional<Stopped> stopped() {
    return latest.flatMap(step ->
        switch (step) {
          case Step.Lines(int function, var arguments, _) ->
              Optional.of(new Stopped(function, values(arguments)));
          case Step.Loop loop -> Optional.of(new Stopped(loop.whole(), remade(loop.arguments())));
          case Step.Drive _, Step.Show _ -> Optional.empty();
        });
  }

  /// What a run was at when it failed.
  ///
  /// @param function the number of the function of [Step.Lines] or of a whole [Step.Loop]
  public record Stopped(int function, List<Tensor> arguments) {}

  private void run(Step step) {
    latest = Optional.of(step);
    int at = started++;
    switch (step) {
      case Step.Lines(int function, var arguments, var results) ->
          define(results, done(_ -> code.lines(function).run(values(arguments))));
      case Step.Drive(var plan, int kernels, var operands, var results) ->
          define(
              results,
              done(place ->
                  drivers.run(
                      plan,
                      code.kernels(kernels),
                      values(operands),
                      new KeptRun(checkpoints, place))));
      case Step.Loop loop -> define(loop.results(), done(place -> turns(loop, at, place)));
      case Step.Show(Effect effect) -> show(effect);
    }
    for (int value : Uses.read(step)) {
      if (uses.isOver(value, at)) {
        values[value] = null;
      }
    }
  }

  /// The results of the next piece of work, done now or before the run was resumed.
  private List<Tensor> done(Function<Place, List<Tensor>> work) {
    Place place = new Place(program.name(), pieces++);
    Optional<List<Tensor>> known = checkpoints.results(place);
    if (known.isPresent()) {
      return known.get();
    }
    long start = System.nanoTime();
    List<Tensor> results = work.apply(place);
    checkpoints.finished(place, results, System.nanoTime() - start);
    return results;
  }

  private List<Tensor> turns(Step.Loop loop, int at, Place place) {
    List<Boolean> wanted = loop.results().stream().map(uses::isRead).toList();
    LoopRun run =
        new LoopRun(loop.plan(), code.loopBody(loop.body()), handedOver(loop, at), wanted);
    List<Tensor> results = run.run(checkpoints, place);
    for (int k = 0; k < loop.operands().size(); k++) {
      int value = loop.operands().get(k);
      if (values[value] == null && !uses.isOver(value, at) && LoopRun.stays(loop.plan(), k)) {
        values[value] = run.operand(k);
      }
    }
    return results;
  }

  /// The operands of a loop that is step number `at`. While it runs they are not kept, if nothing
  /// else will read them, or if the loop has them at its end; and if they can be had again for
  /// looking into a failure.
  private List<Tensor> handedOver(Step.Loop loop, int at) {
    List<Tensor> operands = values(loop.operands());
    for (int k = 0; k < operands.size(); k++) {
      int value = loop.operands().get(k);
      boolean isFree = uses.isOver(value, at) || LoopRun.stays(loop.plan(), k);
      if (isFree && uses.canBeRemade(value, at)) {
        values[value] = null;
      }
    }
    return operands;
  }

  /// Values of which some may have been handed over.
  private List<Tensor> remade(List<Integer> numbers) {
    for (int number : numbers) {
      if (values[number] == null
          && uses.definition(number) instanceof Step.Lines(int function, var given, var results)) {
        define(results, code.lines(function).run(remade(given)));
      }
    }
    return values(numbers);
  }

  private List<Tensor> values(List<Integer> numbers) {
    return numbers.stream().map(this::value).toList();
  }

  private void define(List<Integer> numbers, List<Tensor> results) {
    for (int k = 0; k < numbers.size(); k++) {
      values[numbers.get(k)] = results.get(k);
    }
  }

  private Tensor value(int number) {
    return values[number];
  }

  private void show(Effect effect) {
    switch (effect) {
      case Effect.Parameter(String name, int value) ->
          recorder.parameter(name, Quantity.of(value(value)));
      case Effect.Bound(String name, int value) -> recorder.value(name, value(value));
      case Effect.Table(String name, var columns) -> recorder.records(name, columns(columns));
      case Effect.Print(var pieces) -> print(pieces);
      case Effect.Expect expect -> expect(expect);
      case Effect.Plot plot ->
          recorder.plot(new PlotMaker(recorder.nextPlot(), this::value).make(plot));
      case Effect.Save(String file, var columns, var graph) ->
          recorder.save(new Saved(file, columns(columns), graph));
    }
  }

  private Columns columns(List<Effect.Column> columns) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    columns.forEach(column -> tensors.put(column.name(), value(column.value())));
    return new Columns(tensors);
  }

  private void print(List<Effect.Piece> pieces) {
    StringBuilder line = new StringBuilder();
    for (Effect.Piece piece : pieces) {
      switch (piece) {
        case Effect.Piece.Characters(String text) -> line.append(text);
        case Effect.Piece.Inserted(int value, String format) ->
            line.append(
                format.isEmpty() ? Formats.text(value(value)) : Formats.text(value(value), format));
      }
    }
    recorder.print(line.toString());
    listener.printed(program.name(), line.toString());
  }

  private void expect(Effect.Expect expect) {
    boolean holds = value(expect.holds()).intAt(0) != 0;
    Expectation outcome =
        new Expectation(
            expect.text(),
            expect.line(),
            holds,
            expect.value().map(this::value),
            expect.target().map(this::value),
            expect.tolerance().map(this::value));
    recorder.expectation(outcome);
    listener.expectation(program.name(), outcome);
  }
}
