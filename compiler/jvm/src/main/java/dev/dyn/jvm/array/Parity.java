package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.math.Elementary;

/// What a function of one number makes of the opposite number, bit for bit.
enum Parity {
  /// `f(-x)` is `f(x)`.
  EVEN,
  /// `f(-x)` is `-f(x)`.
  ODD,
  /// Neither, or not known.
  NEITHER;

  static Parity of(Method method) {
    if (method.parameters().size() != 1 || !method.parameters().getFirst().isReal()) {
      return NEITHER;
    }
    if (method.owner() == Arithmetic.class) {
      return switch (method.name()) {
        case "neg", "toF64", "toF32" -> ODD;
        default -> NEITHER;
      };
    }
    if (method.owner() != Elementary.class) {
      return NEITHER;
    }
    return switch (method.name()) {
      case "sin", "tan", "asin", "atan", "sinh", "tanh", "cbrt", "erf", "round" -> ODD;
      case "cos", "cosh", "abs" -> EVEN;
      default -> NEITHER;
    };
  }
}
