package dev.dyn.driver;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.optimize.Passes;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentRecorder;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// One experiment while it runs: before each effect, the lines that it needs and that have not run
/// yet are run.
final class ScriptRun {
  private final Script script;
  private final RunListener listener;
  private final ExperimentRecorder recorder;
  private final Segments segments;
  private final Map<Var, Tensor> values = new HashMap<>();
  private final Map<Var, Var> renamed = new HashMap<>();
  private final Block body;
  private final Map<Var, Let> definitions = new HashMap<>();
  private final boolean explains;
  private final long begin = System.nanoTime();

  ScriptRun(Script script, RunOptions options, RunListener listener) {
    this.script = script;
    this.listener = listener;
    this.explains = options.explain();
    this.recorder = new ExperimentRecorder(script.name());
    this.body = Passes.standard().run(script.body(), script.names());
    this.segments = new Segments(script.name(), body, options, listener);
    for (int k = 0; k < body.results().size(); k++) {
      renamed.put(script.body().results().get(k), body.results().get(k));
    }
    for (Let let : body.lets()) {
      let.targets().forEach(target -> definitions.put(target, let));
    }
  }

  /// Runs to the end, or to the first failure.
  Optional<RunFailure> execute() {
    listener.started(script.name());
    if (explains) {
      script.choices().forEach(choice -> listener.explained(script.name(), choice));
    }
    try {
      for (Effect effect : script.effects()) {
        compute(effect.needs());
        show(effect);
      }
    } catch (RunFailure failure) {
      return Optional.of(failure);
    }
    listener.finished(script.name(), seconds());
    return Optional.empty();
  }

  ExperimentReport report() {
    return recorder.report(seconds());
  }

  private double seconds() {
    return (System.nanoTime() - begin) * 1e-9;
  }

  /// Runs what `needed` depends on, in the order of the block.
  private void compute(List<Var> needed) {
    Set<Var> open = new HashSet<>();
    List<Var> work = new ArrayList<>();
    needed.forEach(var -> work.add(renamed.get(var)));
    while (!work.isEmpty()) {
      Var var = work.removeLast();
      if (!values.containsKey(var) && open.add(var)) {
        work.addAll(definitions.get(var).op().operands());
      }
    }
    List<Let> lets =
        body.lets().stream()
            .filter(let -> let.targets().stream().anyMatch(open::contains))
            .toList();
    segments.run(lets, values);
  }

  private Tensor value(Var var) {
    return values.get(renamed.get(var));
  }

  private void show(Effect effect) {
    switch (effect) {
      case Effect.Parameter(String name, Var value) ->
          recorder.parameter(name, Quantity.of(value(value)));
      case Effect.Bound(String name, Var value) -> recorder.value(name, value(value));
      case Effect.Table(String name, var columns) -> recorder.records(name, columns(columns));
      case Effect.Print(var pieces) -> print(pieces);
      case Effect.Expect expect -> expect(expect);
      case Effect.Plot plot ->
          recorder.plot(new PlotMaker(recorder.nextPlot(), this::value).make(plot));
      case Effect.Save(String file, var columns, _) -> recorder.save(file, columns(columns));
    }
  }

  private Columns columns(SequencedMap<String, Var> columns) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    columns.forEach((name, var) -> tensors.put(name, value(var)));
    return new Columns(tensors);
  }

  private void print(List<Script.Piece> pieces) {
    StringBuilder line = new StringBuilder();
    for (Script.Piece piece : pieces) {
      switch (piece) {
        case Script.Piece.Characters(String text) -> line.append(text);
        case Script.Piece.Inserted(Var value, String format) ->
            line.append(
                format.isEmpty() ? Formats.text(value(value)) : Formats.text(value(value), format));
      }
    }
    recorder.print(line.toString());
    listener.printed(script.name(), line.toString());
  }

  private void expect(Effect.Expect expect) {
    boolean holds = value(expect.holds()).intAt(0) != 0;
    Expectation outcome =
        new Expectation(
            expect.text(),
            expect.span().line(),
            holds,
            expect.value().map(this::value),
            expect.target().map(this::value),
            expect.tolerance().map(this::value));
    recorder.expectation(outcome);
    listener.expectation(script.name(), outcome);
  }
}
