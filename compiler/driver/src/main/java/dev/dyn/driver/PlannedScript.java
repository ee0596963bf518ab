package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.runtime.program.Program;
import java.util.List;

/// An experiment as a program, and the IR that its numbers stand for.
///
/// @param lines the functions of [dev.dyn.runtime.program.Step.Lines], as closed blocks
/// @param regions those whose kernels [dev.dyn.runtime.program.Step.Drive] needs
/// @param loopBodies the turns of [dev.dyn.runtime.program.Step.Loop]
/// @param sites for each step of the program the offset in the source of what it stems from, -1
///   where there is none
public record PlannedScript(
    Program program,
    List<Block> lines,
    List<Region> regions,
    List<Turn> loopBodies,
    List<Integer> sites) {
  public PlannedScript {
    sites = List.copyOf(sites);
    lines = List.copyOf(lines);
    regions = List.copyOf(regions);
    loopBodies = List.copyOf(loopBodies);
  }

  /// The body of a loop, and how many values it carries.
  public record Turn(Block body, int carried) {}
}
