package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.tensor.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/// The saved times of a flow, where the lines say them.
final class KnownTimes {
  private KnownTimes() {}

  static Optional<Double> scalar(Var v, Builder b) {
    return KnownValue.of(v, b).filter(value -> value.shape().rank() == 0).map(Tensor::scalar);
  }

  static Optional<SavedTimes> of(TimeGrid grid, Builder b) {
    return switch (grid) {
      case TimeGrid.Every(var from, var to, var every, var count) when count.isKnown() -> {
        Optional<Double> start = scalar(from, b);
        Optional<Double> end = scalar(to, b);
        Optional<Double> step = scalar(every, b);
        boolean known = start.isPresent() && end.isPresent() && step.isPresent();
        yield known
            ? Optional.of(
                new SavedTimes.Every(
                    start.get(), end.get(), step.get(), Math.toIntExact(count.value())))
            : Optional.empty();
      }
      case TimeGrid.At(var from, var at, _) -> {
        Optional<Double> start = scalar(from, b);
        Optional<Tensor> values = KnownValue.of(at, b).filter(value -> value.shape().rank() == 1);
        yield start.flatMap(a -> values.map(v -> new SavedTimes.At(a, entries(v))));
      }
      case TimeGrid.Every _, TimeGrid.EachStep _ -> Optional.empty();
    };
  }

  private static double[] entries(Tensor vector) {
    return IntStream.range(0, vector.shape().size()).mapToDouble(vector::realAt).toArray();
  }
}
