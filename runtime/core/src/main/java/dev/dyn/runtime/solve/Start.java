package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// What one member of a run begins with.
///
/// @param states at the start
/// @param environment what the blocks take beside them, the same at all times
public record Start(List<Tensor> states, List<Tensor> environment) {
  public Start {
    states = List.copyOf(states);
    environment = List.copyOf(environment);
  }

  /// Writes `values` to `slots`, in lane `lane` of `lanes`.
  public static void write(
      Memory memory, List<Slot> slots, List<Tensor> values, int lane, int lanes) {
    for (int k = 0; k < slots.size(); k++) {
      memory.writeLane(slots.get(k), lane, lanes, values.get(k));
    }
  }

  /// Fills all lanes from `members`; lanes beyond the last member repeat it.
  public static void writeAll(
      Memory memory,
      List<Slot> slots,
      List<Start> members,
      Function<Start, List<Tensor>> part,
      int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      Start member = members.get(Math.min(lane, members.size() - 1));
      write(memory, slots, part.apply(member), lane, lanes);
    }
  }
}
