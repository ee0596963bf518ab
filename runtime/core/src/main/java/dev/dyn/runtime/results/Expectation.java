package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Optional;

/// What an `expect` claimed and what came of it.
///
/// @param text the claim as written, on one line, without the word `expect`
/// @param line the line in the source, from 1
/// @param value the left side, where the claim compares numbers
/// @param target what `value` was compared with
/// @param tolerance of `within`; absent for other comparisons
public record Expectation(
    String text,
    int line,
    boolean passed,
    Optional<Tensor> value,
    Optional<Tensor> target,
    Optional<Tensor> tolerance) {

  /// A claim that compares nothing, such as `expect all(found)`.
  public static Expectation condition(String text, int line, boolean passed) {
    return new Expectation(
        text, line, passed, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A claim such as `a < b`.
  public static Expectation comparison(
      String text, int line, boolean passed, Tensor value, Tensor target) {
    return new Expectation(
        text, line, passed, Optional.of(value), Optional.of(target), Optional.empty());
  }

  /// `expect value within tolerance of target`.
  public static Expectation within(
      String text, int line, boolean passed, Tensor value, Tensor target, Tensor tolerance) {
    return new Expectation(
        text, line, passed, Optional.of(value), Optional.of(target), Optional.of(tolerance));
  }
}
