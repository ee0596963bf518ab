package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import java.util.List;

/// All noises of a run.
public record NoiseSources(List<NoiseSource> each) implements NoiseSource {
  public NoiseSources {
    each = List.copyOf(each);
  }

  @Override
  public void next(double from, double to, Memory memory) {
    // by number: a function object or an iterator would be an allocation at every step
    for (int k = 0; k < each.size(); k++) {
      each.get(k).next(from, to, memory);
    }
  }

  @Override
  public void part(double from, double to, Memory memory) {
    for (int k = 0; k < each.size(); k++) {
      each.get(k).part(from, to, memory);
    }
  }
}
