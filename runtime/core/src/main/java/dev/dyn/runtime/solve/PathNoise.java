package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.random.BrownianPath;
import java.util.List;

/// Noise that follows Brownian paths which exist already: one path for each entry of each member.
public final class PathNoise implements NoiseSource {
  private final List<BrownianPath> paths;
  private final Slot slot;
  private final double[] before;
  private double at = Double.NaN;

  /// @param paths in the order of the entries of `slot`
  public PathNoise(List<BrownianPath> paths, Slot slot) {
    this.paths = List.copyOf(paths);
    this.slot = slot;
    this.before = new double[paths.size()];
  }

  @Override
  public void next(double from, double to, Memory memory) {
    if (from != at) {
      for (int k = 0; k < before.length; k++) {
        before[k] = paths.get(k).at(from);
      }
    }
    for (int k = 0; k < before.length; k++) {
      double after = paths.get(k).at(to);
      memory.setReal(slot, k, after - before[k]);
      before[k] = after;
    }
    at = to;
  }

  @Override
  public void part(double from, double to, Memory memory) {
    next(from, to, memory);
  }
}
