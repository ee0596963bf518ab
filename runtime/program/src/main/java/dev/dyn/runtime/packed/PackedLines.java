package dev.dyn.runtime.packed;

import dev.dyn.runtime.lines.LineBlock;
import java.util.List;

/// Lines and the regions that they run.
public record PackedLines(LineBlock block, List<PackedRegion> regions) {
  public PackedLines {
    regions = List.copyOf(regions);
  }
}
