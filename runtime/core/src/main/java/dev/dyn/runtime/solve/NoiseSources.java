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
    each.forEach(noise -> noise.next(from, to, memory));
  }

  @Override
  public void part(double from, double to, Memory memory) {
    each.forEach(noise -> noise.part(from, to, memory));
  }
}
