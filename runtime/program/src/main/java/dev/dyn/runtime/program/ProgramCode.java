package dev.dyn.runtime.program;

import dev.dyn.runtime.region.RegionKernels;

/// The arithmetic of a [Program]: made while it runs, or loaded from class files. All codes of a
/// program give the same bits.
public interface ProgramCode {
  /// The function of [Step.Lines].
  TensorFunction lines(int number);

  /// The kernels of [Step.Drive].
  RegionKernels kernels(int number);
}
