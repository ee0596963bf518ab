package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.packed.PackedExperiment.PackedRegion;
import dev.dyn.runtime.packed.PackedExperiment.PackedRole;
import dev.dyn.runtime.program.KernelFunction;
import dev.dyn.runtime.program.ProgramCode;
import dev.dyn.runtime.program.TensorFunction;
import dev.dyn.runtime.region.RegionKernels;
import dev.dyn.runtime.region.Role;

/// The code of an experiment, from class files.
record LoadedCode(PackedExperiment experiment, LoadedKernels kernels) implements ProgramCode {
  @Override
  public TensorFunction lines(int number) {
    return new KernelFunction(kernels.kernel(experiment.lines().get(number)));
  }

  @Override
  public RegionKernels kernels(int number) {
    return new OfRegion(experiment.regions().get(number), kernels);
  }

  private record OfRegion(PackedRegion region, LoadedKernels kernels) implements RegionKernels {
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
}
