package dev.dyn.compiler.method;

import dev.dyn.compiler.method.StochasticTableau.Calculus;
import dev.dyn.compiler.method.StochasticTableau.Correction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The methods for stochastic equations: `std/methods/NAME.dyn`, listed in
/// `std/methods/stochastic.txt`, and the methods for flows, which solve Stratonovich equations.
///
/// A file says `strong` and `weak` order, `c`, `a`, `b`, `noise_c`, `noise_a`, `noise_b`, perhaps
/// `area_a` and `area_b`, and `derivative = 1` or `difference = 1` for a correction; see
/// [StochasticTableau].
public final class StochasticMethods {
  private static final Set<String> KNOWN =
      Set.of(
          "strong",
          "weak",
          "c",
          "a",
          "b",
          "noise_c",
          "noise_a",
          "noise_b",
          "area_a",
          "area_b",
          "derivative",
          "difference");
  private static final Map<String, StochasticTableau> READ = new ConcurrentHashMap<>();

  private StochasticMethods() {}

  /// The names of the methods that are made for stochastic equations, in the order of the index.
  public static List<String> names() {
    return MethodLibrary.index("stochastic.txt");
  }

  /// The method called `name`, if there is one.
  public static Optional<StochasticTableau> find(String name) {
    return names().contains(name)
        ? Optional.of(READ.computeIfAbsent(name, StochasticMethods::read))
        : MethodLibrary.find(name).flatMap(StochasticMethods::ofFlow);
  }

  /// A method for flows as one for Stratonovich equations, which those of order 1 are not.
  public static Optional<StochasticTableau> ofFlow(Tableau m) {
    return m.order() >= 2 ? Optional.of(StochasticTableau.ofFlow(m)) : Optional.empty();
  }

  public static List<StochasticTableau> all() {
    return names().stream().map(name -> find(name).orElseThrow()).toList();
  }

  private static StochasticTableau read(String name) {
    MethodFile file = MethodFile.read(name, KNOWN);
    return new StochasticTableau(
        name,
        file.required("strong").number(),
        file.required("weak").number(),
        Calculus.ITO,
        file.required("c").numbers(),
        file.required("a").rows(),
        file.required("b").numbers(),
        file.required("noise_c").numbers(),
        file.required("noise_a").rows(),
        file.required("noise_b").numbers(),
        file.find("area_a").map(ConstantValue::rows).orElse(List.of()),
        file.find("area_b").map(ConstantValue::numbers).orElse(List.of()),
        file.find("derivative").isPresent()
            ? Correction.DERIVATIVE
            : file.find("difference").isPresent() ? Correction.DIFFERENCE : Correction.NONE,
        file.reference());
  }
}
