package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// The kernels of a process that only jumps.
///
/// Carried are `(n, next, rates…, own…, states…)`: how many firings there were, the time of the
/// next one, the rates until then, numbers of the method, the states.
///
/// @param begin `(t, states…, stream, environment…)` → what is carried, for one member
/// @param step `(carried…, until, stream, environment…)` → what is carried after the next firing,
///   if it does not lie beyond `until`; with any number of lanes
/// @param jumps how many kinds there are
public record JumpKernels(Kernel begin, Kernel step, int jumps) {
  /// What is carried, at the inputs of a step.
  List<Slot> carried() {
    return step.inputs().subList(0, begin.outputs().size());
  }

  /// The states among what is carried.
  List<Slot> states(int count) {
    List<Slot> carried = carried();
    return carried.subList(carried.size() - count, carried.size());
  }

  /// What follows what is carried: until, stream, environment.
  List<Slot> around() {
    return step.inputs().subList(carried().size(), step.inputs().size());
  }
}
