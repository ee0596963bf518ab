package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a map leaves what it saves: for member m and row k row `m*count + k`.
///
/// @param stateNames for messages
public record MapRows(
    int members, int count, List<Rows> states, List<Rows> outputs, List<String> stateNames) {
  public MapRows {
    states = List.copyOf(states);
    outputs = List.copyOf(outputs);
    stateNames = List.copyOf(stateNames);
  }

  /// The rows of the states, then those of the outputs.
  List<Rows> all() {
    return Stream.concat(states.stream(), outputs.stream()).toList();
  }

  /// Saves states and looks whether they are finite.
  void putStates(
      int member,
      int k,
      long n,
      Memory memory,
      List<Slot> slots,
      int lane,
      int lanes,
      Failures failures) {
    int row = member * count + k;
    for (int s = 0; s < states.size(); s++) {
      Rows rows = states.get(s);
      rows.put(row, memory, slots.get(s), lane, lanes);
      if (!rows.isFinite(row)) {
        throw failures.notFinite(stateNames.get(s), "after step " + n);
      }
    }
  }

  void putOutputs(int member, int k, Optional<OutputStage> stage, int lane, int lanes) {
    if (stage.isEmpty()) {
      return;
    }
    OutputStage computed = stage.get();
    for (int s = 0; s < outputs.size(); s++) {
      outputs
          .get(s)
          .put(member * count + k, computed.memory(), computed.slots().get(s), lane, lanes);
    }
  }
}
