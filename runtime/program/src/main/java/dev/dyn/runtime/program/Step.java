package dev.dyn.runtime.program;

import dev.dyn.runtime.region.RegionPlan;
import java.util.List;

/// What an experiment does next.
public sealed interface Step {
  /// Computes tensors of tensors.
  ///
  /// @param function its number in the [ProgramCode]
  /// @param arguments numbers of values
  /// @param results numbers of the values that it defines
  record Lines(int function, List<Integer> arguments, List<Integer> results) implements Step {
    public Lines {
      arguments = List.copyOf(arguments);
      results = List.copyOf(results);
    }
  }

  /// Runs a simulation or the like.
  ///
  /// @param kernels their number in the [ProgramCode]
  record Drive(RegionPlan plan, int kernels, List<Integer> operands, List<Integer> results)
      implements Step {
    public Drive {
      operands = List.copyOf(operands);
      results = List.copyOf(results);
    }
  }

  /// Shows, claims or writes something.
  record Show(Effect effect) implements Step {}
}
