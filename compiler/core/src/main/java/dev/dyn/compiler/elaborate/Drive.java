package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `run(S, u: xs, …)`: as `simulate`, with inputs. Besides a number or a function of time an input
/// may be a sequence, with one axis more than the input has: for a map its entries are the inputs
/// of the steps, which fixes how many there are; for a flow they are the inputs at the saved times,
/// with straight lines between them.
final class Drive implements Callable {
  private static final List<String> PARAMETERS =
      List.of(
          "system",
          "t?",
          "every?",
          "at?",
          "steps?",
          "discard?",
          "method?",
          "rtol?",
          "atol?",
          "from?");

  /// A sequence that was given for an input.
  private record Sequence(Var entries, Arguments.Given given) {
    Dim length() {
      return entries.type().dim(0);
    }

    /// For messages: `3 entries`.
    String count() {
      return length() + (length().is(1) ? " entry" : " entries");
    }
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public List<String> parameterNames() {
    return PARAMETERS.stream().map(p -> p.replace("?", "")).toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Optional<Arguments.Given> first =
        arguments.all().stream()
            .filter(a -> a.name().map(n -> n.equals("system")).orElse(true))
            .findFirst();
    if (first.isEmpty()) {
      arguments.bind(elaborator, this, PARAMETERS, site);
    }
    SystemInstance bare = Runs.undriven(elaborator, first.orElseThrow());
    List<String> parameters = new ArrayList<>(PARAMETERS);
    bare.model().inputs().keySet().forEach(input -> parameters.add(input + "?"));
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, parameters, site);
    Map<String, Value> inputs = new LinkedHashMap<>();
    Map<String, Sequence> sequences = new LinkedHashMap<>();
    for (Item.Quantity input : bare.model().inputs().values()) {
      Arguments.Given given = bound.get(input.name().text());
      if (given != null) {
        sort(elaborator, bare, input, given, inputs, sequences);
      }
    }
    requireOneLength(elaborator, sequences);
    Simulate.Options options = new Simulate.Options(elaborator, bound, site);
    return bare.isMap()
        ? map(elaborator, bare, inputs, sequences, options, site)
        : flow(elaborator, bare, inputs, sequences, options, site);
  }

  private static void sort(
      Elaborator elaborator,
      SystemInstance system,
      Item.Quantity input,
      Arguments.Given given,
      Map<String, Value> inputs,
      Map<String, Sequence> sequences) {
    String name = input.name().text();
    Value value = elaborator.valid(given.value().get());
    if (value instanceof Value.Function) {
      inputs.put(name, value);
      return;
    }
    Var var = elaborator.numbers().toVar(value, given.span());
    int rank = input.type().map(t -> t.dimensions().size()).orElse(0);
    if (var.type().rank() == rank + 1) {
      sequences.put(name, new Sequence(var, given));
    } else {
      inputs.put(name, system.inputOf(elaborator, input, value, given.span()));
    }
  }

  private static void requireOneLength(Elaborator elaborator, Map<String, Sequence> sequences) {
    Optional<Sequence> first = sequences.values().stream().findFirst();
    for (Sequence other : sequences.values()) {
      if (!other.length().equals(first.orElseThrow().length())) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "The inputs of one run are of the same length.",
                    other.given().span(),
                    "this has " + other.count())
                .relate(first.get().given().span(), "this has " + first.get().count()));
      }
    }
  }

  private static Value map(
      Elaborator elaborator,
      SystemInstance bare,
      Map<String, Value> inputs,
      Map<String, Sequence> sequences,
      Simulate.Options options,
      Span site) {
    Dim steps;
    if (sequences.isEmpty()) {
      steps = Simulate.steps(options);
    } else {
      Sequence first = sequences.values().iterator().next();
      options
          .given("steps")
          .ifPresent(given -> {
            throw elaborator.fail(
                Diagnostic.of(
                        ExperimentCodes.TIME_AND_STEPS,
                        "`steps:` and a sequence of inputs both say how many steps to take.",
                        given.span())
                    .relate(first.given().span(), "the sequence is here"));
          });
      steps = first.length().minus(options.count("discard").orElse(Dim.ZERO));
      if (steps.isKnown() && steps.value() < 0) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.SHAPE_MISMATCH,
                "More steps are discarded than there are inputs.",
                options.given("discard").orElseThrow().span(),
                "the sequence has " + first.count()));
      }
    }
    sequences.forEach((name, sequence) ->
        inputs.put(name, new Value.Function(new StepInputs(name, sequence.entries()))));
    SystemInstance system = bare.driven(elaborator, inputs, site);
    system.requireInputs(elaborator, Set.of(), site);
    return Simulate.map(elaborator, system, options, steps);
  }

  private static Value flow(
      Elaborator elaborator,
      SystemInstance bare,
      Map<String, Value> inputs,
      Map<String, Sequence> sequences,
      Simulate.Options options,
      Span site) {
    TimeGrid grid = Simulate.grid(elaborator, options);
    for (Map.Entry<String, Sequence> entry : sequences.entrySet()) {
      Sequence sequence = entry.getValue();
      TimedInputs.Times times =
          switch (grid) {
            case TimeGrid.Every(Var start, _, Var step, _) ->
                new TimedInputs.Times.Equal(start, step);
            case TimeGrid.At(_, Var all, _) -> new TimedInputs.Times.Given(all);
            case TimeGrid.EachStep _ ->
                throw elaborator.fail(
                    Diagnostic.of(
                            ExperimentCodes.MISSING_TIME,
                            "When the entries of this sequence hold is not said.",
                            sequence.given().span())
                        .note(
                            "They are the inputs at the saved times: `every: h` or `at: times` says"
                                + " which these are."));
          };
      if (!grid.count().equals(sequence.length())) {
        throw elaborator.fail(
            Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "A sequence of inputs has an entry for every saved time.",
                    sequence.given().span(),
                    "this has " + sequence.count())
                .note("There are " + grid.count() + " saved times."));
      }
      inputs.put(
          entry.getKey(),
          new Value.Function(new TimedInputs(entry.getKey(), sequence.entries(), times)));
    }
    SystemInstance system = bare.driven(elaborator, inputs, site);
    system.requireInputs(elaborator, Set.of(), site);
    return Simulate.flow(elaborator, system, options, grid);
  }
}
