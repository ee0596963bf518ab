package dev.dyn.runtime.packed;

import dev.dyn.runtime.region.RegionPlan;
import dev.dyn.runtime.region.Role;
import java.util.List;

/// A simulation or the like, and its kernels.
public record PackedRegion(RegionPlan plan, List<PackedRole> roles) {
  public PackedRegion {
    roles = List.copyOf(roles);
  }

  /// A kernel, by its number in the [PackedProgram], that plays a role for so many members at once.
  public record PackedRole(Role role, int lanes, int kernel) {}
}
