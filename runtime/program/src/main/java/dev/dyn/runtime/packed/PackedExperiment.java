package dev.dyn.runtime.packed;

import dev.dyn.runtime.program.Program;
import dev.dyn.runtime.region.Role;
import dev.dyn.runtime.results.DataFile;
import java.util.List;

/// An experiment and the kernels that it needs, by their numbers in the [PackedProgram].
///
/// @param lines for each function of the program
/// @param regions for each region of the program
/// @param data the files that were read when it was built; their content is among its constants
public record PackedExperiment(
    Program program, List<Integer> lines, List<PackedRegion> regions, List<DataFile> data) {
  public PackedExperiment {
    data = List.copyOf(data);
    lines = List.copyOf(lines);
    regions = List.copyOf(regions);
  }

  /// The kernels of a region.
  public record PackedRegion(List<PackedRole> roles) {
    public PackedRegion {
      roles = List.copyOf(roles);
    }
  }

  /// A kernel that plays a role for so many members at once.
  public record PackedRole(Role role, int lanes, int kernel) {}
}
