package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Keeper;

/// What a driver gets beside its plan and the operands.
record Shared(RegionKernels kernels, Chunks chunks, Keeper keeper) {}
