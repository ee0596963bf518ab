package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Rows;
import java.util.List;

/// Room for what a run saves.
final class SavedRows {
  private SavedRows() {}

  /// `total` rows for each.
  static List<Rows> of(List<Carried> saved, long total, Failures failures) {
    return saved.stream()
        .map(c -> Rows.of(c.name(), c.elem(), c.shape(), total, failures))
        .toList();
  }
}
