package dev.dyn.runtime.program;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.region.RegionKernels;

/// The arithmetic of a [Program]: made while it runs, or loaded from class files. All codes of a
/// program give the same bits.
public interface ProgramCode {
  /// The function of [Step.Lines], or of a whole [Step.Loop].
  TensorFunction lines(int number);

  /// The kernels of [Step.Drive].
  RegionKernels kernels(int number);

  /// The kernel of a turn of [Step.Loop]: what it carries may be computed where it stands, with one
  /// slot as input and output.
  Kernel loopBody(int number);
}
