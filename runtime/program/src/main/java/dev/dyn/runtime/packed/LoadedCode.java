package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.lines.LineWalk;
import dev.dyn.runtime.program.KernelFunction;
import dev.dyn.runtime.program.ProgramCode;
import dev.dyn.runtime.program.TensorFunction;
import dev.dyn.runtime.region.RegionKernels;

/// The code of an experiment, from class files and lines.
record LoadedCode(PackedExperiment experiment, LoadedKernels kernels) implements ProgramCode {
  @Override
  public TensorFunction lines(int number) {
    return switch (experiment.functions().get(number)) {
      case PackedFunction.Compiled(int kernel) -> new KernelFunction(kernels.kernel(kernel));
      case PackedFunction.Walked(PackedLines lines) -> {
        LineWalk walk = kernels.walk(lines);
        yield arguments -> walk.run(lines.block(), arguments);
      }
    };
  }

  @Override
  public RegionKernels kernels(int number) {
    return new LoadedRegion(experiment.regions().get(number), kernels);
  }

  @Override
  public Kernel loopBody(int number) {
    return kernels.kernel(experiment.loopBodies().get(number));
  }
}
