package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;

/// Where the noise of a run comes from. Belongs to one run.
public interface NoiseSource {
  /// Writes how much each noise grows in the next step, from time `from` to time `to`.
  void next(double from, double to, Memory memory);

  /// Writes how much each noise grows in a part of the last step. What the parts of a step add up
  /// to is what it grew by as a whole, and no answer depends on what was asked before.
  void part(double from, double to, Memory memory);
}
