package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Rows;
import java.util.ArrayList;
import java.util.List;

/// Room for what a run saves.
final class SavedRows {
  private SavedRows() {}

  /// `total` rows for each result of `block`; `named` are the variables whose names messages use.
  static List<Rows> of(List<Var> named, Block block, long total, Failures failures) {
    List<Rows> rows = new ArrayList<>();
    for (int k = 0; k < block.results().size(); k++) {
      Type type = block.results().get(k).type();
      rows.add(Rows.of(named.get(k).name(), type.elem(), type.shape(), total, failures));
    }
    return rows;
  }
}
