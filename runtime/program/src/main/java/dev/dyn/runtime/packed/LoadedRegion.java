package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.packed.PackedRegion.PackedRole;
import dev.dyn.runtime.region.RegionKernels;
import dev.dyn.runtime.region.Role;

/// The kernels of a region of a packed program.
record LoadedRegion(PackedRegion region, LoadedKernels kernels) implements RegionKernels {
  @Override
  public Kernel few(Role role, int times) {
    return single(role);
  }

  @Override
  public Kernel inLanes(Role role, int lanes) {
    for (PackedRole packed : region.roles()) {
      if (packed.role() == role && packed.lanes() == lanes) {
        return kernels.kernel(packed.kernel());
      }
    }
    throw new IllegalStateException("no kernel " + role + " for " + lanes + " members");
  }

  @Override
  public int lanes(Role role, int members) {
    return members == 1
        ? 1
        : region.roles().stream()
            .filter(packed -> packed.role() == role)
            .mapToInt(PackedRole::lanes)
            .max()
            .orElse(1);
  }
}
