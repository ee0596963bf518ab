package dev.dyn.runtime.program;

import dev.dyn.runtime.exec.LoopCall;
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

  /// Runs a long loop, such as a training, which can be kept between two turns.
  ///
  /// @param whole the number of the function that is the whole of it, for looking into failures
  /// @param body the number of the kernel of a turn in the [ProgramCode]
  /// @param arguments of the function
  /// @param operands of the loop: carried, scanned, environment
  /// @param results carried, stacked
  record Loop(
      LoopCall.Plan plan,
      int whole,
      int body,
      List<Integer> arguments,
      List<Integer> operands,
      List<Integer> results)
      implements Step {
    public Loop {
      arguments = List.copyOf(arguments);
      operands = List.copyOf(operands);
      results = List.copyOf(results);
    }
  }

  /// Shows, claims or writes something.
  record Show(Effect effect) implements Step {}
}
