package dev.dyn.driver.regions;

/// What all regions of a run share.
record Shared(KernelStore kernels, Chunks chunks) {}
