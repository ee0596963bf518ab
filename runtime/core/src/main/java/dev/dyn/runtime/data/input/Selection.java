package dev.dyn.runtime.data.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Which columns of a table to read, and as what.
public sealed interface Selection {
  /// Every column under its name in the header; one matrix if there is no header.
  record Everything() implements Selection {}

  /// One tensor, without a name.
  record Single(Pick pick) implements Selection {}

  /// Tensors by name.
  record Named(SequencedMap<String, Pick> picks) implements Selection {
    public Named {
      picks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(picks));
    }
  }

  /// Columns that make one tensor: `[n]` of one, `[n, k]` of a range or list.
  sealed interface Pick {
    /// Counted from 0.
    record Number(int column) implements Pick {}

    record Name(String column) implements Pick {}

    /// `from`, …, `to - 1`.
    record Range(int from, int to) implements Pick {}

    /// Any of the others that are single columns.
    record Several(List<Pick> picks) implements Pick {
      public Several {
        picks = List.copyOf(picks);
      }
    }

    /// Whether it makes a vector.
    default boolean isSingle() {
      return this instanceof Number || this instanceof Name;
    }
  }
}
