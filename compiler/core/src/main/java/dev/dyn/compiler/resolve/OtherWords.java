package dev.dyn.compiler.resolve;

import java.util.Map;
import java.util.Optional;

/// Names that things have in other languages, and how they are written here.
final class OtherWords {
  private static final Map<String, String> HERE =
      Map.ofEntries(
          Map.entry("transpose", "`A.T` is A transposed."),
          Map.entry("matmul", "`A @ B` is the product of matrices."),
          Map.entry("last", "`x[-1]` is the last entry of `x`."),
          Map.entry("length", "`len(x)` is the number of entries along the first axis of `x`."),
          Map.entry("ln", "`log(x)` is the natural logarithm."),
          Map.entry("pow", "`x^y` is a power."),
          Map.entry("power", "`x^y` is a power."),
          Map.entry("arange", "`0..<n` is a range; `linspace(a, b, n)` gives reals."),
          Map.entry("rand", "`sample(uniform(0, 1), [n])` draws n numbers."),
          Map.entry("randn", "`sample(normal(0, 1), [n])` draws n numbers."),
          Map.entry("concatenate", "`concat([a, b])` puts tensors behind each other."),
          Map.entry("hstack", "`concat([a, b], axis: 1)` puts matrices beside each other."),
          Map.entry("odeint", "`simulate(S, t: 0..10)` integrates a system."),
          Map.entry("solve", "`linsolve(A, b)` solves a linear system."),
          Map.entry("True", "It is written `true`."),
          Map.entry("False", "It is written `false`."),
          Map.entry("None", "There is no value that stands for none."),
          Map.entry("self", "States and parameters of a system are written by their names alone."));

  private OtherWords() {}

  static Optional<String> here(String name) {
    return Optional.ofNullable(HERE.get(name));
  }
}
