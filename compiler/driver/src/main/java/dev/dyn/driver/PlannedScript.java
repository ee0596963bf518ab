package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.runtime.program.Program;
import java.util.List;

/// An experiment as a program, and the IR that its numbers stand for.
///
/// @param lines the functions of [dev.dyn.runtime.program.Step.Lines], as closed blocks
/// @param regions those whose kernels [dev.dyn.runtime.program.Step.Drive] needs
public record PlannedScript(Program program, List<Block> lines, List<Region> regions) {
  public PlannedScript {
    lines = List.copyOf(lines);
    regions = List.copyOf(regions);
  }
}
