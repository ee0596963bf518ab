package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// Iterates a map: after `discard` steps that nobody sees, the state and `steps` further ones are
/// saved.
///
/// @param step `(n, states…, environment…)` → `(n + 1, states…)`, with any number of lanes
/// @param outputs `(n, states…, environment…)` → outputs, if there are any, with as many lanes
/// @param states how many
public record MapOrbit(Kernel step, Optional<Kernel> outputs, int states, Failures failures) {
  /// Runs up to `lanes` members beside one another. Member k of `members` is number `first + k` of
  /// `rows`.
  public void run(
      List<Start> members, int first, long discard, int steps, MapRows rows, Progress progress) {
    int lanes = step.lanes();
    Memory memory = Memory.of(step.layout());
    List<Slot> inputs = step.inputs();
    List<Slot> slots = inputs.subList(1, 1 + states);
    Start.writeAll(memory, slots, members, Start::states, lanes);
    Start.writeAll(
        memory, inputs.subList(1 + states, inputs.size()), members, Start::environment, lanes);
    new Cells(inputs.getFirst(), lanes).setInt(memory, 0);
    Optional<OutputStage> outputStage = OutputStage.of(outputs, slots, members);
    new Iteration(step, failures).run(memory, discard, Progress.NONE);
    for (int k = 0; k <= steps; k++) {
      if (k > 0) {
        step.iterate(memory, 1);
      }
      long n = discard + k;
      outputStage.ifPresent(stage -> stage.at(n, memory));
      for (int lane = 0; lane < members.size(); lane++) {
        save(rows, first + lane, discard, k, memory, slots, lane, lanes);
        rows.putOutputs(first + lane, k, outputStage, lane, lanes);
      }
      failures.stopIfInterrupted();
      progress.at((k + 1.0) / (steps + 1.0));
    }
  }

  private void save(
      MapRows rows,
      int member,
      long discard,
      int k,
      Memory memory,
      List<Slot> slots,
      int lane,
      int lanes) {
    try {
      rows.putStates(member, k, discard + k, memory, slots, lane, lanes, failures);
    } catch (RunFailure failure) {
      throw Failures.ofMember(failure, member, rows.members());
    }
  }
}
