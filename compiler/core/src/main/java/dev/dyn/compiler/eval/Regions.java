package dev.dyn.compiler.eval;

import dev.dyn.compiler.ir.Region;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Runs the regions that need a driver: simulations and Lyapunov exponents. Scans are run by the
/// evaluator itself, unless there is something faster.
@FunctionalInterface
public interface Regions {
  /// For blocks without regions other than scans.
  Regions NONE =
      (region, _, _) -> {
        throw new IllegalStateException(
            "this evaluator has no driver for " + region.getClass().getSimpleName());
      };

  /// The results of `region` on `operands`, which stand in the order of [Region#operands()].
  ///
  /// @param site the offset in the source that failures are shown at
  List<Tensor> run(Region region, List<Tensor> operands, int site);

  /// The results of a scan, of one member, if there is something faster for it than the evaluator's
  /// own way; the bits are the same.
  default Optional<List<Tensor>> scan(Region.Scan scan, int turns, List<Tensor> operands) {
    return Optional.empty();
  }
}
