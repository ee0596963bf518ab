package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.ir.JumpMethod;
import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.StochasticMethods;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.source.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every name that is there without being declared: constants, functions, methods. The program's
/// own names hide them.
public final class Builtins {
  private static final Map<UnsupportedCodes, List<String>> UNSUPPORTED =
      Map.of(
          UnsupportedCodes.METHOD,
          List.of("rodas5p", "kvaerno5", "bdf", "leapfrog", "etdrk4", "tau_leaping"),
          UnsupportedCodes.FOURIER,
          List.of("fft", "ifft", "rfft", "irfft", "diff", "periodic"),
          UnsupportedCodes.DISTRIBUTION,
          List.of("categorical"),
          UnsupportedCodes.LINEAR_ALGEBRA,
          List.of("lu", "eig"),
          UnsupportedCodes.BUILTIN,
          List.of("histogram"));

  private static final Map<String, Value> ALL = table();
  private static final Set<String> NAMES = allNames();

  private Builtins() {}

  /// The names, for the resolver, for suggestions and for editors.
  public static Set<String> names() {
    return NAMES;
  }

  private static Set<String> allNames() {
    Set<String> names = new HashSet<>(ALL.keySet());
    names.addAll(MethodLibrary.names());
    names.addAll(StochasticMethods.names());
    return Set.copyOf(names);
  }

  /// Whether a name that needs no declaration only tells what cannot run yet.
  public static boolean isRefused(String name) {
    return ALL.get(name) instanceof Value.Function(UnsupportedCallable _);
  }

  static Scope scope() {
    Scope scope = Scope.top();
    ALL.forEach(scope::define);
    for (String method : MethodLibrary.names()) {
      scope.defineLazily(
          method,
          () ->
              new Value.MethodChoice(
                  MethodLibrary.find(method).orElseThrow(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
    }
    for (String method : StochasticMethods.names()) {
      scope.defineLazily(
          method,
          () ->
              new Value.StochasticChoice(
                  StochasticMethods.find(method).orElseThrow(), Optional.empty()));
    }
    return scope;
  }

  private static Map<String, Value> table() {
    Map<String, Value> all = new LinkedHashMap<>();
    all.put("pi", new Value.Real(Math.PI));
    all.put("e", new Value.Real(Math.E));
    all.put("inf", new Value.Real(Double.POSITIVE_INFINITY));
    all.put("nan", new Value.Real(Double.NaN));
    for (ScalarFn fn : Functions.scalars()) {
      if (fn.documentation().text().isEmpty()) {
        continue;
      }
      put(all, new ScalarCall(fn));
    }
    TensorFunctions.all().forEach(f -> put(all, f));
    Reductions.all().forEach(f -> put(all, f));
    RandomFunctions.all().forEach(f -> put(all, f));
    MatrixFunctions.all().forEach(f -> put(all, f));
    HigherOrder.all().forEach(f -> put(all, f));
    Loops.all().forEach(f -> put(all, f));
    DataFunctions.all().forEach(f -> put(all, f));
    LearningFunctions.all().forEach(f -> put(all, f));
    LoadedWeights.all().forEach(f -> put(all, f));
    Modes.all().forEach(f -> put(all, f));
    put(all, WeightFunctions.vector());
    put(all, new WeightFunctions.StopGradient());
    put(all, GradientNoise.builtin());
    HessianTrace.all().forEach(f -> put(all, f));
    Shuffling.all().forEach(f -> put(all, f));
    put(all, new Extreme("max", ReduceFn.MAX));
    put(all, new Extreme("min", ReduceFn.MIN));
    put(all, new Gamma(new ScalarCall(Functions.scalar("gamma").orElseThrow())));
    for (Initializer initializer : Initializer.values()) {
      put(all, new Initializer.Named(initializer));
    }
    put(all, Minibatches.builtin());
    Curvature.all().forEach(f -> put(all, f));
    put(all, new Simulate());
    put(all, new Drive());
    put(all, new Brownian());
    put(all, new Lyapunov(false));
    put(all, new Lyapunov(true));
    for (JumpMethod method : JumpMethod.values()) {
      all.put(method.label(), new Value.JumpChoice(method));
    }
    UNSUPPORTED.forEach((code, names) ->
        names.forEach(name ->
            all.putIfAbsent(name, new Value.Function(new UnsupportedCallable(name, code)))));
    return Map.copyOf(all);
  }

  private static void put(Map<String, Value> all, Callable callable) {
    all.put(callable.name(), new Value.Function(callable));
  }

  /// A function of numbers, entry by entry.
  private record ScalarCall(ScalarFn fn) implements Callable {
    @Override
    public String name() {
      return fn.name();
    }

    @Override
    public List<String> parameterNames() {
      return List.of("x", "y", "z").subList(0, fn.arity());
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      Map<String, Arguments.Given> bound = arguments.bind(elaborator, this, parameterNames(), site);
      List<Numbers.Operand> operands =
          parameterNames().stream()
              .map(name ->
                  new Numbers.Operand(
                      elaborator.valid(bound.get(name).value().get()), bound.get(name).span()))
              .toList();
      return new Value.Array(elaborator.numbers().apply(fn, operands, site));
    }
  }

  /// `max` and `min`, of two numbers or of many.
  private record Extreme(String name, ReduceFn fn) implements Callable {
    @Override
    public List<String> parameterNames() {
      return List.of("x", "axis");
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      return Reductions.extreme(elaborator, arguments, this, fn, site);
    }
  }

  private record Gamma(Callable function) implements Callable {
    @Override
    public String name() {
      return "gamma";
    }

    @Override
    public List<String> parameterNames() {
      return List.of("x");
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      return RandomFunctions.gamma(elaborator, this, function, arguments, site);
    }
  }
}
