package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.SystemCodes;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What all functions that run a system share: which system, which method, its blocks.
final class Runs {
  /// The method where none is named.
  private static final String DEFAULT_METHOD = "tsit5";

  private static final double DEFAULT_RTOL = 1e-6;
  private static final double DEFAULT_ATOL = 1e-9;

  private Runs() {}

  /// The blocks of a system, closed over one environment.
  record Traced(Block motion, Block outputs, List<Var> environment) {}

  /// The system that is to run, which has all inputs that it needs.
  static SystemInstance system(Elaborator elaborator, Arguments.Given argument) {
    SystemInstance system = undriven(elaborator, argument);
    system.requireInputs(elaborator, Set.of(), argument.span());
    return system;
  }

  /// The system that is to run; some of its inputs may be given by the run.
  static SystemInstance undriven(Elaborator elaborator, Arguments.Given argument) {
    Value value = elaborator.valid(argument.value().get());
    if (value instanceof Value.Function(SystemFactory factory)) {
      Arguments none = Arguments.of(List.of(), argument.span());
      value = factory.call(elaborator, none, argument.span());
    }
    if (value instanceof Value.Instance(SystemInstance written)) {
      SystemInstance system = elaborator.current(written);
      if (system.starts().isEmpty()) {
        throw elaborator.fail(
            Diagnostic.of(
                SystemCodes.STATE_WITHOUT_EQUATION,
                "The system `" + system.name() + "` has no state, so nothing moves.",
                argument.span()));
      }
      return system;
    }
    throw elaborator.fail(
        Diagnostic.of(
            NameCodes.NOT_A_SYSTEM,
            "A system is needed here.",
            argument.span(),
            "this is " + value.describe()));
  }

  static Traced traced(Elaborator elaborator, SystemInstance system) {
    return closed(
        elaborator,
        new SystemBlocks(elaborator, system).motion(),
        new SystemBlocks(elaborator, system).outputs());
  }

  /// Both blocks closed over the same environment.
  static Traced closed(Elaborator elaborator, Block motion, Block outputs) {
    Set<Var> captured = new LinkedHashSet<>(Blocks.freeVariables(motion));
    captured.addAll(Blocks.freeVariables(outputs));
    List<Var> environment = List.copyOf(captured);
    return new Traced(
        Blocks.closeOver(motion, environment, elaborator.names()),
        Blocks.closeOver(outputs, environment, elaborator.names()),
        environment);
  }

  /// The method that the options choose.
  static Method method(Elaborator elaborator, Simulate.Options options) {
    Value.MethodChoice choice = choice(elaborator, options);
    Tableau tableau = choice.tableau();
    Optional<Var> rtol = options.doubleOption("rtol").or(choice::rtol);
    Optional<Var> atol = options.doubleOption("atol").or(choice::atol);
    for (String name : List.of("rtol", "atol")) {
      options
          .given(name)
          .ifPresent(g ->
              KnownNumbers.requireTolerance(
                  elaborator, options.doubleOption(name).orElseThrow(), g.span()));
    }
    if (choice.dt().isPresent()) {
      return new Method.Fixed(tableau, choice.dt().get());
    }
    if (!tableau.isAdaptive()) {
      throw elaborator.fail(
          Diagnostic.of(
                  SystemCodes.METHOD_NEEDS_STEP,
                  "The method `" + tableau.name() + "` needs a step size.",
                  options.given("method").map(Arguments.Given::span).orElse(options.site()))
              .note(
                  "Write `" + tableau.name() + "(dt: 0.01)`; it does not choose steps by itself."));
    }
    return new Method.Adaptive(
        tableau,
        rtol.orElseGet(() -> elaborator.builder().real(DEFAULT_RTOL, Elem.F64)),
        atol.orElseGet(() -> elaborator.builder().real(DEFAULT_ATOL, Elem.F64)));
  }

  private static Value.MethodChoice choice(Elaborator elaborator, Simulate.Options options) {
    Optional<Arguments.Given> given = options.given("method");
    if (given.isEmpty()) {
      Tableau standard = MethodLibrary.find(DEFAULT_METHOD).orElseThrow();
      elaborator.explain(
          "the method is "
              + DEFAULT_METHOD
              + " with adaptive steps (rtol "
              + DEFAULT_RTOL
              + ", atol "
              + DEFAULT_ATOL
              + "), because none was named and the system is an ordinary differential equation",
          options.site());
      return new Value.MethodChoice(standard, Optional.empty(), Optional.empty(), Optional.empty());
    }
    return switch (options.precise(given.get())) {
      case Value.MethodChoice choice -> choice;
      case Value.JumpChoice(var method) ->
          throw elaborator.fail(
              Diagnostic.of(
                      ExperimentCodes.METHOD_DOES_NOT_FIT,
                      "`" + method.label() + "` is for systems that jump, and this one has none.",
                      given.get().span())
                  .note("Methods are " + listed(MethodLibrary.names()) + "."));
      case Value.Function(UnsupportedCallable method) ->
          throw method.refused(elaborator, given.get().span());
      case Value other ->
          throw elaborator.fail(
              Diagnostic.of(
                      ExperimentCodes.METHOD_DOES_NOT_FIT,
                      "`method:` takes an integration method.",
                      given.get().span(),
                      "this is " + other.describe())
                  .note("Methods are " + listed(MethodLibrary.names()) + "."));
    };
  }

  private static String listed(List<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("`" + name + "`"));
    return String.join(", ", quoted);
  }
}
