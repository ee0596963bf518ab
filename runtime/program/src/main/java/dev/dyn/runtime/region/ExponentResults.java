package dev.dyn.runtime.region;

import dev.dyn.runtime.analysis.ExponentRows;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Exponents and their standard errors as the results of a region.
final class ExponentResults {
  private ExponentResults() {}

  static List<Tensor> of(ExponentRows rows, Ensemble ensemble) {
    Tensor exponents = rows.exponentTensor();
    Tensor errors = rows.errorTensor();
    return ensemble.isBatched()
        ? List.of(exponents, errors)
        : List.of(exponents.row(0), errors.row(0));
  }
}
