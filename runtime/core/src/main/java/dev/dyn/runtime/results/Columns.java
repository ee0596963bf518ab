package dev.dyn.runtime.results;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Named tensors in an order: a record of a run, the weights of a model, a table.
public record Columns(SequencedMap<String, Tensor> tensors) {
  public Columns {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
  }

  /// A single tensor under a name.
  public static Columns of(String name, Tensor tensor) {
    return new Columns(new LinkedHashMap<>(Map.of(name, tensor)));
  }

  /// The length of the outermost axis of a tensor; a scalar is one row.
  public static int rows(Tensor tensor) {
    return tensor.shape().rank() == 0 ? 1 : tensor.shape().extent(0);
  }

  /// Whether all tensors have as many rows, so that they make one table.
  public boolean isTable() {
    return tensors.values().stream().mapToInt(Columns::rows).distinct().count() <= 1;
  }
}
