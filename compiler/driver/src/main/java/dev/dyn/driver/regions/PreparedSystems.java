package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import java.util.List;

/// Takes out of right-hand sides what depends on the environment alone.
final class PreparedSystems {
  /// @param states how many states the region has; the block may take tangent vectors after them
  PreparedSystem of(Block block, Ensemble ensemble, int states) {
    return new PreparedSystem(block, ensemble, states, List.of(), List.of(List.of()));
  }
}
