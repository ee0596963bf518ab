package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
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
  ///
  /// @param keeper may keep the run after each step that is saved; only for a run of all members
  public void run(
      List<Start> members,
      int first,
      long discard,
      int steps,
      MapRows rows,
      Progress progress,
      Keeper keeper) {
    int lanes = step.lanes();
    Memory memory = Memory.of(step.layout());
    List<Slot> inputs = step.inputs();
    List<Slot> slots = inputs.subList(1, 1 + states);
    Start.writeAll(memory, slots, members, Start::states, lanes);
    Start.writeAll(
        memory, inputs.subList(1 + states, inputs.size()), members, Start::environment, lanes);
    new Cells(inputs.getFirst(), lanes).setInt(memory, 0);
    Optional<OutputStage> outputStage = OutputStage.of(outputs, slots, members);
    Optional<Keeper.Kept> kept = keeper.start();
    if (kept.isPresent()) {
      restore(kept.get().values(), memory, members.size(), rows);
    } else {
      new Iteration(step, failures).run(memory, discard, Progress.NONE);
    }
    for (int k = kept.map(at -> (int) at.step() + 1).orElse(0); k <= steps; k++) {
      if (k > 0) {
        step.iterate(memory, 1);
      }
      long n = discard + k;
      outputStage.ifPresent(stage -> stage.at(n, memory));
      for (int lane = 0; lane < members.size(); lane++) {
        save(rows, first + lane, discard, k, memory, slots, lane, lanes);
        rows.putOutputs(first + lane, k, outputStage, lane, lanes);
      }
      if (keeper.isDue()) {
        int done = k + 1;
        keeper.keep(k, () -> snapshot(memory, members.size(), done, rows));
      }
      failures.stopIfInterrupted();
      progress.at((k + 1.0) / (steps + 1.0));
    }
  }

  /// The number of the step and the states of each member, then the rows: of one member those that
  /// are `done`.
  private List<Tensor> snapshot(Memory memory, int members, int done, MapRows rows) {
    List<Tensor> values = new ArrayList<>();
    for (int lane = 0; lane < members; lane++) {
      for (Slot slot : step.inputs().subList(0, 1 + states)) {
        values.add(memory.readLane(slot, lane, step.lanes()));
      }
    }
    int kept = rows.members() == 1 ? done : rows.count() * rows.members();
    rows.all().forEach(each -> values.add(each.tensor(kept)));
    return values;
  }

  private void restore(List<Tensor> values, Memory memory, int members, MapRows rows) {
    Iterator<Tensor> next = values.iterator();
    for (int lane = 0; lane < members; lane++) {
      for (Slot slot : step.inputs().subList(0, 1 + states)) {
        memory.writeLane(slot, lane, step.lanes(), next.next());
      }
    }
    rows.all().forEach(each -> each.load(next.next()));
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
