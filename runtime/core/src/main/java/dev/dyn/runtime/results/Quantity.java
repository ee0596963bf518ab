package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Tensor;

/// A parameter or value in a report.
public sealed interface Quantity {
  /// Numbers or truth values.
  record Numbers(Tensor tensor) implements Quantity {}

  /// Something that is told by its text: a string, a method, a function.
  record Words(String text) implements Quantity {}

  static Quantity of(Tensor tensor) {
    return new Numbers(tensor);
  }

  static Quantity of(String text) {
    return new Words(text);
  }
}
