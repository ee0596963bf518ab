package dev.dyn.runtime.region;

import java.util.OptionalInt;

/// At which times a flow is saved; the times themselves are operands of the region.
public sealed interface GridPlan {
  /// The number of operands of the region that belong to the grid.
  default int operands() {
    return switch (this) {
      case Every _ -> 3;
      case At _ -> 2;
      case EachStep(boolean stops) -> stops ? 3 : 2;
    };
  }

  /// Operands: start, end, step.
  ///
  /// @param count of saved times, where that is known before the run
  record Every(OptionalInt count) implements GridPlan {}

  /// Operands: start, and the ascending times.
  record At() implements GridPlan {}

  /// At the start and after every step; operands: start, end.
  ///
  /// @param stops whether a third operand says where steps have to end
  record EachStep(boolean stops) implements GridPlan {}
}
