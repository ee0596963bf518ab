package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.JumpMethod;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `simulate` of a system with jumps or events. The record has, beside what a flow or map has,
/// `statistics.firings` and `statistics.events`, and where there are events `events` with the times
/// `t` and which it was, counted from 0, as `event`.
record SimulateHybrid(Elaborator elaborator, SystemInstance system, Simulate.Options options) {

  /// A map of which `steps` steps are saved after `discard`.
  Value map(Dim steps, Var discard) {
    return run(blocks -> new Motion.Steps(blocks.motion(), steps, discard));
  }

  /// A system in continuous time, saved at the times of `grid`.
  Value inTime(TimeGrid grid) {
    return run(blocks -> motion(blocks, grid));
  }

  private Value run(Function<HybridBlocks, Motion> motion) {
    HybridBlocks open = HybridBlocks.of(elaborator, system);
    List<Var> environment = open.environment();
    HybridBlocks blocks = open.closed(elaborator, environment);
    boolean hasEvents = !blocks.actions().isEmpty();
    List<Var> given = options.starts(system);
    List<String> declared = List.copyOf(system.starts().keySet());
    Region.SimulateHybrid region =
        new Region.SimulateHybrid(
            motion.apply(blocks),
            blocks.rates(),
            blocks.guards(),
            blocks.outputs(),
            blocks.firings(),
            blocks.actions(),
            hasEvents ? elaborator.freshSize("events") : Dim.ZERO,
            0,
            elaborator.streamAt(options.site()),
            blocks.order().stream().map(state -> given.get(declared.indexOf(state))).toList(),
            environment,
            Optional.empty());
    return results(region, blocks.order(), hasEvents);
  }

  // ---- how it moves

  private Motion motion(HybridBlocks blocks, TimeGrid grid) {
    return blocks
        .noise()
        .map(noise -> diffusion(blocks.motion(), noise, grid))
        .orElseGet(() -> ordinary(blocks, grid));
  }

  private Motion diffusion(Block drift, HybridBlocks.NoiseBlock noise, TimeGrid grid) {
    options.refuse(
        List.of("allow_nonfinite"), "has jumps or events, which need numbers to go on from");
    Value.StochasticChoice choice = Diffusions.method(elaborator, system, options);
    Span place = options.given("method").map(Arguments.Given::span).orElse(options.site());
    NoiseStructure.require(
        elaborator, choice.method(), drift, noise.diffusion(), noise.noises(), place);
    return new Motion.Diffusion(
        drift,
        noise.diffusion(),
        choice.method(),
        choice.dt().orElseThrow(),
        grid,
        Diffusions.noise(elaborator, noise.noises(), choice.method(), options));
  }

  private Motion ordinary(HybridBlocks blocks, TimeGrid grid) {
    boolean waits =
        blocks.motion().results().isEmpty() && blocks.actions().isEmpty() && !blocks.watchesTime();
    Optional<JumpMethod> chosen = jumpMethod();
    if (chosen.isPresent() && !waits) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.METHOD_DOES_NOT_FIT,
                  "`" + chosen.get().label() + "` runs systems that do nothing but jump.",
                  options.given("method").map(Arguments.Given::span).orElse(options.site()))
              .note(
                  "This system has "
                      + (blocks.motion().results().isEmpty()
                          ? "events, or rates that depend on the time"
                          : "differential equations")
                      + " too: a method such as `tsit5` follows them and adds up the rates."));
    }
    if (waits && (chosen.isPresent() || options.given("method").isEmpty())) {
      if (chosen.isEmpty()) {
        elaborator.explain(
            "the method is "
                + JumpMethod.DIRECT.label()
                + ", because none was named and the system does nothing but jump",
            options.site());
      }
      return new Motion.Waiting(chosen.orElse(JumpMethod.DIRECT), grid);
    }
    return new Motion.Flow(blocks.motion(), Runs.method(elaborator, options), grid);
  }

  private Optional<JumpMethod> jumpMethod() {
    return options
        .given("method")
        .flatMap(given ->
            options.precise(given) instanceof Value.JumpChoice(JumpMethod method)
                ? Optional.of(method)
                : Optional.empty());
  }

  // ---- what it gives

  private Value results(Region.SimulateHybrid region, List<String> order, boolean hasEvents) {
    List<Var> results =
        elaborator.builder().emitAll(system.name().toLowerCase(Locale.ROOT), region);
    int first = system.isMap() ? 0 : 1;
    List<Var> declared = new ArrayList<>(results.subList(0, first));
    for (String state : system.starts().keySet()) {
      declared.add(results.get(first + order.indexOf(state)));
    }
    int k = first + order.size();
    declared.addAll(results.subList(k, k + system.outputNames().size()));
    Map<String, Value> fields = new LinkedHashMap<>();
    if (!system.isMap()) {
      fields.put("t", new Value.Array(results.getFirst()));
    }
    fields.putAll(Simulate.series(elaborator, system, declared, first));
    k += system.outputNames().size();
    Var statistics = results.get(k);
    if (hasEvents) {
      Map<String, Value> events = new LinkedHashMap<>();
      events.put("t", new Value.Array(results.get(k + 1)));
      events.put("event", new Value.Array(results.get(k + 2)));
      events.put("count", statistic(statistics, 4));
      fields.put("events", new Value.Record(events));
    }
    fields.put("statistics", statistics(statistics));
    return NestedFields.nested(fields);
  }

  private Value statistics(Var statistics) {
    List<String> names = List.of("steps", "rejected", "evaluations", "firings", "events");
    Map<String, Value> counts = new LinkedHashMap<>();
    for (int k = system.isMap() ? 4 : 0; k < names.size(); k++) {
      counts.put(names.get(k), statistic(statistics, k));
    }
    return new Value.Record(counts);
  }

  private Value statistic(Var statistics, int k) {
    return new Value.Array(elaborator.builder().pick(statistics, 0, Dim.of(k)));
  }
}
