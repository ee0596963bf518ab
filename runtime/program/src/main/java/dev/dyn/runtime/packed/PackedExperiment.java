package dev.dyn.runtime.packed;

import dev.dyn.runtime.program.Program;
import dev.dyn.runtime.results.DataFile;
import java.util.List;

/// An experiment and the code that it needs.
///
/// @param functions for each [dev.dyn.runtime.program.Step.Lines] of the program, by its number
/// @param regions for each [dev.dyn.runtime.program.Step.Drive], by its number
/// @param loopBodies for each [dev.dyn.runtime.program.Step.Loop] the kernel of a turn
/// @param data the files that were read when it was built; their content is among its constants
public record PackedExperiment(
    Program program,
    List<PackedFunction> functions,
    List<PackedRegion> regions,
    List<Integer> loopBodies,
    List<DataFile> data) {
  public PackedExperiment {
    data = List.copyOf(data);
    functions = List.copyOf(functions);
    regions = List.copyOf(regions);
    loopBodies = List.copyOf(loopBodies);
  }
}
