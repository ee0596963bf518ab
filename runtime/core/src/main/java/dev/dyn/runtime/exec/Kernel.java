package dev.dyn.runtime.exec;

import java.util.List;

/// A compiled (or interpreted) block: inputs and outputs are slots of a memory.
///
/// Every engine offers blocks in this form, so the drivers of `dev.dyn.runtime.solve` and
/// `dev.dyn.runtime.analysis` do not know which engine computes.
public interface Kernel {
  /// How large a memory must be.
  Memory.Layout layout();

  /// Where the inputs are read, in the order of the block's parameters.
  List<Slot> inputs();

  /// Where the outputs are left, in the order of the block's results. Outputs may not overlap
  /// inputs.
  List<Slot> outputs();

  /// How many members are computed at once (1: none beside). Slots are interleaved, see [Slot].
  int lanes();

  /// Computes the outputs from the inputs once.
  ///
  /// @throws RunFailure for what only the run can know, such as an index out of range
  void run(Memory memory);

  /// Computes `times` times, each time feeding the outputs back: output k becomes input k for every
  /// k below the number of outputs. At the end inputs and outputs both hold the last values.
  /// `times` = 0 leaves the inputs as they are.
  void iterate(Memory memory, long times);
}
