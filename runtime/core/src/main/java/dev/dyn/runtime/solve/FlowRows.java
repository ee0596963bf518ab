package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a flow leaves what it saves: for member m and saved time k row `m*count + k`.
///
/// @param count saved times of a member; rows of several members only where it is known before
/// @param statistics for each member accepted steps, rejected steps, evaluations
/// @param stateNames for messages
public record FlowRows(
    int count,
    Rows times,
    List<Rows> states,
    List<Rows> outputs,
    long[] statistics,
    List<String> stateNames) {
  public FlowRows {
    states = List.copyOf(states);
    outputs = List.copyOf(outputs);
    stateNames = List.copyOf(stateNames);
  }

  /// How many members there are.
  int members() {
    return statistics.length / 3;
  }

  void putTime(int member, int k, double t) {
    times.putReal(row(member, k), t);
  }

  /// Saves states and looks whether they are finite.
  void putStates(
      int member,
      int k,
      double t,
      Memory memory,
      List<Slot> slots,
      int lane,
      int lanes,
      Failures failures) {
    putStates(member, k, () -> "at t = " + t, memory, slots, lane, lanes, failures);
  }

  /// The same for step `n` of a map, of one lane.
  void putStatesOfStep(
      int member, int k, long n, Memory memory, List<Slot> slots, Failures failures) {
    putStates(member, k, () -> "after step " + n, memory, slots, 0, 1, failures);
  }

  private void putStates(
      int member,
      int k,
      Supplier<String> when,
      Memory memory,
      List<Slot> slots,
      int lane,
      int lanes,
      Failures failures) {
    for (int s = 0; s < states.size(); s++) {
      Rows rows = states.get(s);
      rows.put(row(member, k), memory, slots.get(s), lane, lanes);
      if (!rows.isFinite(row(member, k))) {
        throw failures.notFinite(stateNames.get(s), when.get());
      }
    }
  }

  void putOutputs(int member, int k, Optional<OutputStage> stage, int lane, int lanes) {
    if (stage.isEmpty()) {
      return;
    }
    OutputStage computed = stage.get();
    for (int s = 0; s < outputs.size(); s++) {
      outputs.get(s).put(row(member, k), computed.memory(), computed.slots().get(s), lane, lanes);
    }
  }

  /// Saves states, infinite ones and NaN, too.
  void putStatesAsTheyAre(int member, int k, Memory memory, List<Slot> slots) {
    for (int s = 0; s < states.size(); s++) {
      states.get(s).put(row(member, k), memory, slots.get(s), 0, 1);
    }
  }

  /// Saves outputs that stand at `slots` of `memory`.
  void putOutputs(int member, int k, Memory memory, List<Slot> slots) {
    for (int s = 0; s < outputs.size(); s++) {
      outputs.get(s).put(row(member, k), memory, slots.get(s), 0, 1);
    }
  }

  void putStatistics(int member, long accepted, long rejected, long evaluations) {
    statistics[3 * member] = accepted;
    statistics[3 * member + 1] = rejected;
    statistics[3 * member + 2] = evaluations;
  }

  private int row(int member, int k) {
    return member * count + k;
  }
}
