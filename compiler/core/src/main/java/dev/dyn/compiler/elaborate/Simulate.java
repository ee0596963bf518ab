package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `simulate(S, …)`: runs a system and gives a record of its course. For a flow it has `t`, each
/// state and output as `[T, …]`, `final` and `statistics`; for a map the same without time and
/// statistics.
final class Simulate implements Callable {
  /// More saved times than this do not fit into memory with any state.
  private static final double MOST_TIMES = 500_000_000;

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
          "from?",
          "noise?",
          "allow_nonfinite?");

  @Override
  public String name() {
    return "simulate";
  }

  @Override
  public List<String> parameterNames() {
    return PARAMETERS.stream().map(p -> p.replace("?", "")).toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, PARAMETERS, site);
    SystemInstance system = Runs.system(elaborator, bound.get("system"));
    Options options = new Options(elaborator, bound, site);
    refuseNoiseOptions(system, options);
    return system.isMap()
        ? map(elaborator, system, options, steps(options))
        : flow(elaborator, system, options, grid(elaborator, options));
  }

  /// Options of noise mean nothing to a system that has none.
  static void refuseNoiseOptions(SystemInstance system, Options options) {
    if (!system.isDiffusion()) {
      options.refuse(List.of("noise"), "has no noise that a path could stand for");
      options.refuse(
          List.of("allow_nonfinite"), "has no noise, and only stochastic equations may overflow");
    }
  }

  // ---- maps

  static Dim steps(Options options) {
    refuseTimes(options);
    return options
        .count("steps")
        .orElseThrow(() -> options.missing("A map needs to know how many `steps` to take."));
  }

  private static void refuseTimes(Options options) {
    options.refuse(
        List.of("t", "every", "at", "method", "rtol", "atol"),
        "a map runs for a number of `steps`");
  }

  static Value map(Elaborator elaborator, SystemInstance system, Options options, Dim steps) {
    refuseTimes(options);
    Var discard = options.integer("discard").orElseGet(() -> elaborator.builder().integer(0));
    if (system.isHybrid()) {
      return new SimulateHybrid(elaborator, system, options).map(steps, discard);
    }
    Runs.Traced traced = Runs.traced(elaborator, system);
    Region.SimulateMap region =
        new Region.SimulateMap(
            traced.motion(),
            traced.outputs(),
            steps,
            discard,
            options.starts(system),
            traced.environment(),
            Optional.empty());
    List<Var> results =
        elaborator.builder().emitAll(system.name().toLowerCase(Locale.ROOT), region);
    return NestedFields.nested(series(elaborator, system, results, 0));
  }

  // ---- flows

  static Value flow(Elaborator elaborator, SystemInstance system, Options options, TimeGrid grid) {
    if (system.isDiffusion() && !system.isHybrid()) {
      return Diffusions.simulate(elaborator, system, options, grid);
    }
    if (system.isHybrid()) {
      return new SimulateHybrid(elaborator, system, options).inTime(grid);
    }
    Method method = Runs.method(elaborator, options);
    Runs.Traced traced = Runs.traced(elaborator, system);
    Region.SimulateFlow region =
        new Region.SimulateFlow(
            traced.motion(),
            traced.outputs(),
            method.mapOperands(v -> written(elaborator, v)),
            grid.mapOperands(v -> written(elaborator, v)),
            options.starts(system),
            traced.environment(),
            Optional.empty());
    return course(elaborator, system, region);
  }

  /// Times and steps that are known and stay so, as constants: derivatives go back through steps
  /// that stand in the lines around them.
  private static Var written(Elaborator elaborator, Var var) {
    return elaborator
        .beforeRun()
        .unchangeable(var)
        .map(value -> elaborator.builder().constant(value))
        .orElse(var);
  }

  /// The record of a run over time.
  static Value course(Elaborator elaborator, SystemInstance system, Region region) {
    List<Var> results =
        elaborator.builder().emitAll(system.name().toLowerCase(Locale.ROOT), region);
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("t", new Value.Array(results.getFirst()));
    fields.putAll(series(elaborator, system, results, 1));
    Var statistics = results.getLast();
    Map<String, Value> counts = new LinkedHashMap<>();
    List<String> names = List.of("steps", "rejected", "evaluations");
    for (int k = 0; k < names.size(); k++) {
      counts.put(
          names.get(k), new Value.Array(elaborator.builder().pick(statistics, 0, Dim.of(k))));
    }
    fields.put("statistics", new Value.Record(counts));
    return NestedFields.nested(fields);
  }

  /// When the values of a flow are saved.
  static TimeGrid grid(Elaborator elaborator, Options options) {
    options.refuse(
        List.of("steps", "discard"), "a differential equation runs over a time span `t: a..b`");
    options.refuseBoth("at", "every");
    Optional<Value.Range> span = options.timeSpan();
    Optional<Var> times = options.times();
    if (times.isPresent()) {
      Var start =
          span.map(s -> options.time(s.from()))
              .orElseGet(() -> elaborator.builder().pick(times.get(), 0, Dim.ZERO));
      return new TimeGrid.At(start, times.get(), times.get().type().dim(0));
    }
    Value.Range between =
        span.orElseThrow(() ->
            options.missing(
                "A differential equation needs a time span `t: a..b`, or times `at: [...]`."));
    Var start = options.time(between.from());
    Var end = options.time(between.to());
    Optional<Arguments.Given> every = options.given("every");
    if (every.isPresent()) {
      Var step = options.doubleOption("every").orElseThrow();
      double a = options.knownTime(start, "start of the time span");
      double b = options.knownTime(end, "end of the time span");
      double h = options.knownTime(step, "distance of saved times");
      KnownNumbers.requirePositive(elaborator, step, "distance of saved times", every.get().span());
      requireForward(elaborator, a, b, options);
      double points = Math.floor((b - a) / h + 1e-9) + 1;
      if (!(points <= MOST_TIMES)) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.TOO_LARGE,
                "These are too many times to save.",
                every.get().span(),
                "from " + a + " to " + b + " at a distance of " + h));
      }
      Dim count = Dim.of((long) points);
      return new TimeGrid.Every(start, end, step, count);
    }
    if (elaborator.isBatching()) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.ENSEMBLE_NEEDS_TIMES,
                  "Many runs at once need common times.",
                  options.site())
              .note(
                  "`every: h` or `at: times` says when to save; without them each run saves at the"
                      + " steps it takes."));
    }
    requireForwardIfKnown(elaborator, start, end, options);
    return new TimeGrid.EachStep(start, end, elaborator.freshSize("steps"));
  }

  static void requireForwardIfKnown(Elaborator elaborator, Var start, Var end, Options options) {
    elaborator
        .beforeRun()
        .unchangeable(start)
        .flatMap(a ->
            elaborator
                .beforeRun()
                .unchangeable(end)
                .map(b -> new double[] {a.scalar(), b.scalar()}))
        .ifPresent(ends -> requireForward(elaborator, ends[0], ends[1], options));
  }

  private static void requireForward(Elaborator elaborator, double a, double b, Options options) {
    if (!(b >= a)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.WRONG_TIME_SPAN,
              "The time span must run forwards.",
              options.given("t").orElseThrow().span(),
              "from " + a + " to " + b));
    }
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      throw elaborator.fail(
          Diagnostic.of(
              ExperimentCodes.WRONG_TIME_SPAN,
              "The time span must have an end.",
              options.given("t").orElseThrow().span(),
              "from " + a + " to " + b));
    }
  }

  /// The series of states and outputs, which begin at `first` among the results, and the last
  /// states.
  static Map<String, Value> series(
      Elaborator elaborator, SystemInstance system, List<Var> results, int first) {
    Map<String, Value> fields = new LinkedHashMap<>();
    int k = first;
    Map<String, Value> last = new LinkedHashMap<>();
    for (String state : system.starts().keySet()) {
      Var series = results.get(k++);
      fields.put(state, new Value.Array(series));
      Dim end = series.type().dim(0).minus(Dim.ONE);
      last.put(state, new Value.Array(elaborator.builder().pick(series, 0, end)));
    }
    for (String output : system.outputNames()) {
      fields.put(output, new Value.Array(results.get(k++)));
    }
    system
        .training()
        .ifPresent(training -> {
          Var theta = results.get(first);
          fields.putAll(training.series(theta));
          last.putAll(training.last(theta));
        });
    fields.put("final", NestedFields.nested(last));
    return fields;
  }

  /// The arguments of a run beside the system.
  static final class Options {
    private final Elaborator elaborator;
    private final Map<String, Arguments.Given> bound;
    private final Span site;

    Options(Elaborator elaborator, Map<String, Arguments.Given> bound, Span site) {
      this.elaborator = elaborator;
      this.bound = bound;
      this.site = site;
    }

    Span site() {
      return site;
    }

    Optional<Arguments.Given> given(String name) {
      return Optional.ofNullable(bound.get(name));
    }

    Reported missing(String message) {
      return elaborator.fail(Diagnostic.of(ExperimentCodes.MISSING_TIME, message, site));
    }

    void refuse(List<String> names, String reason) {
      for (String name : names) {
        if (bound.containsKey(name)) {
          throw elaborator.fail(
              Diagnostic.of(
                      name.equals("method")
                          ? ExperimentCodes.METHOD_DOES_NOT_FIT
                          : ExperimentCodes.TIME_AND_STEPS,
                      "`" + name + ":` does not fit this system.",
                      bound.get(name).span())
                  .note(
                      "This system "
                          + reason
                              .replaceFirst("^a map", "is a map, and")
                              .replaceFirst(
                                  "^a differential equation", "is a differential equation, and")
                          + "."));
        }
      }
    }

    void refuseBoth(String one, String other) {
      if (bound.containsKey(one) && bound.containsKey(other)) {
        throw elaborator.fail(
            Diagnostic.of(
                    ExperimentCodes.TIME_AND_STEPS,
                    "`" + one + ":` and `" + other + ":` both say when to save.",
                    bound.get(other).span())
                .relate(bound.get(one).span(), "`" + one + ":` is here"));
      }
    }

    Optional<Dim> count(String name) {
      return given(name)
          .map(g -> {
            String what = "value of `" + name + "`";
            Dim count = elaborator.beforeRun().requireSize(g.value().get(), what, g.span());
            if (count.isKnown() && count.value() < 0) {
              throw elaborator.fail(KnownNumbers.negative(what, g.span(), count.toString()));
            }
            return count;
          });
    }

    /// A number of steps, which only the run may know.
    Optional<Var> integer(String name) {
      return given(name)
          .map(g -> {
            Var count = elaborator.numbers().integer(g.value().get(), g.span());
            String what = "value of `" + name + "`";
            elaborator.numbers().requireScalar(count, what, g.span());
            KnownNumbers.requireCount(elaborator, count, what, g.span());
            return count;
          });
    }

    /// Elaborates an argument in double precision, as times and tolerances need.
    Value precise(Arguments.Given given) {
      return elaborator.inPrecision(Elem.F64, () -> elaborator.valid(given.value().get()));
    }

    Optional<Var> doubleOption(String name) {
      return given(name)
          .map(g ->
              elaborator.inPrecision(
                  Elem.F64,
                  () ->
                      elaborator
                          .numbers()
                          .doubleScalar(g.value().get(), "`" + name + "`", g.span())));
    }

    Optional<Value.Range> timeSpan() {
      return given("t")
          .map(g -> {
            if (precise(g) instanceof Value.Range range && range.isClosed()) {
              return range;
            }
            throw elaborator.fail(
                Diagnostic.of(
                    TypeCodes.RANGE_EXPECTED,
                    "A time span is an interval such as `0..100`.",
                    g.span()));
          });
    }

    Optional<Var> times() {
      return given("at")
          .map(g -> {
            Var times =
                elaborator
                    .builder()
                    .convert(elaborator.numbers().numeric(precise(g), g.span()), Elem.F64);
            if (times.type().rank() != 1) {
              throw elaborator.fail(
                  Diagnostic.of(
                      TypeCodes.SHAPE_MISMATCH,
                      "`at:` takes a vector of times.",
                      g.span(),
                      "this is " + Value.describe(times.type())));
            }
            return times;
          });
    }

    Var time(Value value) {
      return elaborator.inPrecision(
          Elem.F64, () -> elaborator.numbers().doubleScalar(value, "time", site));
    }

    double knownTime(Var var, String what) {
      Tensor tensor = elaborator.beforeRun().requireKnown(new Value.Array(var), what, site);
      return tensor.scalar();
    }

    /// What the states start from: what `from:` says, else the instance.
    List<Var> starts(SystemInstance system) {
      List<Var> starts = new ArrayList<>(system.starts().values());
      Optional<Arguments.Given> from = given("from");
      if (from.isEmpty()) {
        return starts;
      }
      if (!(elaborator.valid(from.get().value().get()) instanceof Value.Record(var fields))) {
        throw elaborator.fail(
            Diagnostic.of(
                TypeCodes.NOT_A_RECORD,
                "`from:` takes a record with the states, such as `run.final`.",
                from.get().span()));
      }
      Map<String, Value> given = new LinkedHashMap<>(NestedFields.flat(fields));
      system.training().ifPresent(training -> training.gather(given));
      for (String field : given.keySet()) {
        if (!system.starts().containsKey(field)) {
          elaborator.report(
              Diagnostic.of(
                      NameCodes.UNKNOWN_FIELD,
                      "The system `" + system.name() + "` has no state `" + field + "`.",
                      from.get().span())
                  .suggestName(Names.closest(field, system.starts().keySet())));
        }
      }
      int k = 0;
      for (Map.Entry<String, Var> start : system.starts().entrySet()) {
        Value field = given.get(start.getKey());
        if (field != null) {
          Var var =
              elaborator
                  .builder()
                  .convert(
                      elaborator.numbers().numeric(field, from.get().span()),
                      start.getValue().type().elem());
          if (!var.type().equals(start.getValue().type())) {
            throw elaborator.fail(
                Diagnostic.of(
                    TypeCodes.SHAPE_MISMATCH,
                    "The start of `" + start.getKey() + "` has the wrong shape.",
                    from.get().span(),
                    "this is " + Value.describe(var.type())));
          }
          starts.set(k, var);
        }
        k++;
      }
      return starts;
    }
  }
}
