package dev.dyn.compiler.testing;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Comparison of results to the bit. All NaNs count as equal, because the JVM does not fix which
/// one an operation gives; -0.0 and +0.0 differ.
public final class Bits {
  private Bits() {}

  /// Where `actual` differs from `expected`; nothing if it does not.
  public static Optional<String> difference(List<Tensor> expected, List<Tensor> actual) {
    if (expected.size() != actual.size()) {
      return Optional.of(actual.size() + " results instead of " + expected.size());
    }
    for (int k = 0; k < expected.size(); k++) {
      Optional<String> difference = difference(expected.get(k), actual.get(k));
      if (difference.isPresent()) {
        return Optional.of("result " + k + ": " + difference.get());
      }
    }
    return Optional.empty();
  }

  public static Optional<String> difference(Tensor expected, Tensor actual) {
    if (expected.elem() != actual.elem() || !expected.shape().equals(actual.shape())) {
      return Optional.of(
          actual.elem()
              + ""
              + actual.shape()
              + " instead of "
              + expected.elem()
              + expected.shape());
    }
    for (int k = 0; k < expected.size(); k++) {
      if (bits(expected, k) != bits(actual, k)) {
        return Optional.of(
            "entry " + k + " is " + actual.realAt(k) + " instead of " + expected.realAt(k));
      }
    }
    return Optional.empty();
  }

  private static long bits(Tensor tensor, int index) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> Double.doubleToLongBits(values[index]);
      case Tensor.F32(_, float[] values) -> Float.floatToIntBits(values[index]);
      case Tensor.I64(_, long[] values) -> values[index];
      case Tensor.Bool(_, long[] values) -> values[index];
    };
  }
}
