package dev.dyn.runtime.region;

import java.util.OptionalInt;

/// At which times a flow is saved; the times themselves are operands of the region.
public sealed interface GridPlan {
  /// Operands: start, end, step.
  ///
  /// @param count of saved times, where that is known before the run
  record Every(OptionalInt count) implements GridPlan {}

  /// Operands: start, and the ascending times.
  record At() implements GridPlan {}

  /// At the start and after every step; operands: start, end.
  record EachStep() implements GridPlan {}
}
