package dev.dyn.runtime.region;

/// What a driver gets beside its plan and the operands.
record Shared(RegionKernels kernels, Chunks chunks) {}
