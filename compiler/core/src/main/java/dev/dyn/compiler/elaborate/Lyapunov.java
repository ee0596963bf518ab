package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.autodiff.Forward;
import dev.dyn.compiler.autodiff.NotDifferentiable;
import dev.dyn.compiler.batch.Batching;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `lyapunov(S, …)` → `[count]`, and `lyapunov_estimate(S, …)` → `{ exponents, error }`: Lyapunov
/// exponents from the tangent equations (Benettin, Galgani, Giorgilli & Strelcyn 1980), which are
/// derived from the system's equations.
record Lyapunov(boolean withError) implements Callable {
  private static final List<String> PARAMETERS =
      List.of(
          "system", "t?", "steps?", "transient?", "count?", "method?", "rtol?", "atol?", "from?");

  @Override
  public String name() {
    return withError ? "lyapunov_estimate" : "lyapunov";
  }

  @Override
  public List<String> parameterNames() {
    return PARAMETERS.stream().map(p -> p.replace("?", "")).toList();
  }

  @Override
  public Value call(Elaborator elaborator, Arguments arguments, Span site) {
    Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, PARAMETERS, site);
    SystemInstance system = Runs.system(elaborator, bound.get("system"));
    Simulate.Options options = new Simulate.Options(elaborator, bound, site);
    if (system.isHybrid()) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.LYAPUNOV,
              "Lyapunov exponents of a system with jumps or events cannot be computed yet.",
              site));
    }
    List<Var> starts = options.starts(system);
    requireReal(elaborator, system, starts, site);
    int count = count(elaborator, options, starts, site);
    List<Var> results =
        system.isDiffusion()
            ? NoisyExponents.of(elaborator, system, options, starts, count)
            : elaborator
                .builder()
                .emitAll("exponents", region(elaborator, system, options, starts, count));
    Value exponents = inWorkingPrecision(elaborator, results.get(0));
    if (!withError) {
      return exponents;
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("exponents", exponents);
    fields.put("error", inWorkingPrecision(elaborator, results.get(1)));
    return new Value.Record(fields);
  }

  private static Region region(
      Elaborator elaborator,
      SystemInstance system,
      Simulate.Options options,
      List<Var> starts,
      int count) {
    Block tangent =
        tangent(elaborator, new SystemBlocks(elaborator, system).motion(), count, options.site());
    Blocks.Closed closed = Blocks.close(tangent, elaborator.names());
    return system.isMap()
        ? map(elaborator, options, closed, starts, count)
        : flow(elaborator, options, closed, starts, count);
  }

  private static Value inWorkingPrecision(Elaborator elaborator, Var var) {
    return new Value.Array(elaborator.numbers().real(var));
  }

  private static void requireReal(
      Elaborator elaborator, SystemInstance system, List<Var> starts, Span site) {
    for (Var start : starts) {
      if (!start.type().elem().isReal()) {
        throw elaborator.fail(
            Unsupported.refusal(
                UnsupportedCodes.LYAPUNOV,
                "The system `" + system.name() + "` has int states, which have no tangent.",
                site));
      }
    }
  }

  private static int count(
      Elaborator elaborator, Simulate.Options options, List<Var> starts, Span site) {
    Dim size = starts.stream().map(s -> s.type().count()).reduce(Dim.ZERO, Dim::plus);
    Optional<Dim> asked = options.count("count");
    Dim count = asked.orElse(size);
    if (!count.isKnown()) {
      return 1;
    }
    if (count.value() < 1 || size.isKnown() && count.value() > size.value()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.INDEX_OUT_OF_RANGE,
              "There are as many Lyapunov exponents as dimensions of the state, here " + size + ".",
              options.given("count").map(Arguments.Given::span).orElse(site)));
    }
    return count.size();
  }

  /// States and tangent vectors together: `(t, states…, vectors…)` → what moves them.
  static Block tangent(Elaborator elaborator, Block motion, int count, Span site) {
    int states = motion.results().size();
    List<Boolean> active = new ArrayList<>();
    active.add(false);
    for (int k = 0; k < states; k++) {
      active.add(true);
    }
    Block pushed;
    try {
      Block both = Forward.jvp(motion, active, elaborator.names());
      pushed =
          new Block(both.parameters(), both.lets(), both.results().subList(states, 2 * states));
    } catch (NotDifferentiable failure) {
      throw elaborator.fail(
          Diagnostic.of(
                  TypeCodes.NOT_DIFFERENTIABLE,
                  "The derivative of `" + failure.functionName() + "` is not known.",
                  site)
              .note("Lyapunov exponents need the derivative of the equations."));
    }
    List<Boolean> vectors = new ArrayList<>();
    for (int k = 0; k < pushed.parameters().size(); k++) {
      vectors.add(k > states);
    }
    Block many = Batching.batch(pushed, vectors, Dim.of(count), elaborator.names());
    List<Type> types = new ArrayList<>(motion.parameters().stream().map(Var::type).toList());
    List<String> names = new ArrayList<>(motion.parameters().stream().map(Var::name).toList());
    for (Var state :
        motion.results().isEmpty() ? List.<Var>of() : motion.parameters().subList(1, states + 1)) {
      types.add(state.type().under(Dim.of(count)));
      names.add("d" + state.name());
    }
    return elaborator.trace(
        types,
        names,
        vars -> {
          Builder builder = elaborator.builder();
          List<Var> results =
              new ArrayList<>(Blocks.inline(motion, vars.subList(0, states + 1), builder));
          results.addAll(Blocks.inline(many, vars, builder));
          return results;
        });
  }

  private static Region map(
      Elaborator elaborator,
      Simulate.Options options,
      Blocks.Closed closed,
      List<Var> starts,
      int count) {
    options.refuse(List.of("t", "method", "rtol", "atol"), "a map runs for a number of `steps`");
    Var steps =
        options
            .integer("steps")
            .orElseThrow(() -> options.missing("A map needs to know how many `steps` to take."));
    Var settling =
        options
            .integer("transient")
            .orElseGet(() ->
                elaborator.builder().call(Scalars.IDIV, steps, elaborator.builder().integer(10)));
    return new Region.LyapunovMap(
        closed.block(), steps, settling, count, starts, closed.captured(), Optional.empty());
  }

  private static Region flow(
      Elaborator elaborator,
      Simulate.Options options,
      Blocks.Closed closed,
      List<Var> starts,
      int count) {
    options.refuse(List.of("steps"), "a differential equation runs over a time span `t: a..b`");
    Method method = Runs.method(elaborator, options);
    Times times = Times.of(elaborator, options);
    return new Region.LyapunovFlow(
        closed.block(),
        method,
        times.start(),
        times.end(),
        times.settling(),
        count,
        starts,
        closed.captured(),
        Optional.empty());
  }

  /// The span that is averaged over, and how long the run settles before.
  record Times(Var start, Var end, Var settling) {
    static Times of(Elaborator elaborator, Simulate.Options options) {
      Value.Range span =
          options
              .timeSpan()
              .orElseThrow(
                  () -> options.missing("A differential equation needs a time span `t: a..b`."));
      Builder builder = elaborator.builder();
      Var start = options.time(span.from());
      Var end = options.time(span.to());
      Var settling =
          options
              .doubleOption("transient")
              .orElseGet(() -> builder.mul(builder.real(0.1, Elem.F64), builder.sub(end, start)));
      elaborator
          .beforeRun()
          .unchangeable(start)
          .flatMap(a -> elaborator.beforeRun().unchangeable(end).map(b -> b.scalar() > a.scalar()))
          .ifPresent(forward -> {
            if (!forward) {
              throw elaborator.fail(
                  Diagnostic.of(
                      ExperimentCodes.WRONG_TIME_SPAN,
                      "The time span must run forwards.",
                      options.given("t").orElseThrow().span()));
            }
          });
      return new Times(start, end, settling);
    }
  }
}
