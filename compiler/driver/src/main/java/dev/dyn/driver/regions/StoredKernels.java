package dev.dyn.driver.regions;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.region.RegionKernels;
import dev.dyn.runtime.region.Role;

/// The kernels of a region of the IR, made when a driver asks for them.
record StoredKernels(KernelStore store, StepBlocks blocks) implements RegionKernels {
  @Override
  public Kernel few(Role role, int times) {
    return store.few(blocks.owner(role), blocks.label(role), times, () -> blocks.make(role));
  }

  @Override
  public Kernel inLanes(Role role, int lanes) {
    return store.withLanes(blocks.owner(role), blocks.label(role), lanes, () -> blocks.make(role));
  }

  @Override
  public int lanes(Role role, int members) {
    return store.lanes(blocks.owner(role), blocks.label(role), members, () -> blocks.make(role));
  }
}
