package dev.dyn.runtime.region;

import java.util.List;
import java.util.OptionalInt;

/// The members of an ensemble.
///
/// @param size how many, where that is known before the run
/// @param differs which operands of the region carry the member as their outermost axis
public record Members(OptionalInt size, List<Boolean> differs) {
  public Members {
    differs = List.copyOf(differs);
  }
}
