package dev.dyn.runtime.math;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Applies a scalar function to the lanes of a vector that were stored in an array: the way rare
/// arguments are treated.
///
/// The vector forms store the lanes themselves, as a method that takes a vector and is not inlined
/// would make HotSpot allocate the vector on the common path as well.
final class Lanes {
  /// A function of one `float`.
  @FunctionalInterface
  interface FloatFunction {
    float applyAsFloat(float x);
  }

  private Lanes() {}

  /// Replaces each `x[i]` by `f(x[i])`.
  static void each(double[] x, DoubleUnaryOperator f) {
    for (int i = 0; i < x.length; i++) {
      x[i] = f.applyAsDouble(x[i]);
    }
  }

  /// Replaces each `x[i]` by `f(x[i])`.
  static void each(float[] x, FloatFunction f) {
    for (int i = 0; i < x.length; i++) {
      x[i] = f.applyAsFloat(x[i]);
    }
  }

  /// Replaces each `x[i]` by `f(x[i], y[i])`.
  static void each(double[] x, double[] y, DoubleBinaryOperator f) {
    for (int i = 0; i < x.length; i++) {
      x[i] = f.applyAsDouble(x[i], y[i]);
    }
  }
}
