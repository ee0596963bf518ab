package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;

/// Where the noise of a run comes from. Belongs to one run.
public interface NoiseSource {
  /// Writes how much each noise grows in the next step, from time `from` to time `to`.
  void next(double from, double to, Memory memory);
}
