package dev.dyn.runtime.data.input;

import dev.dyn.runtime.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a file holds.
public sealed interface Dataset {
  /// Tensors by name, in the order of the file.
  record Fields(SequencedMap<String, Tensor> tensors) implements Dataset {
    public Fields {
      tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }
  }

  /// One tensor without a name.
  record Single(Tensor tensor) implements Dataset {}
}
