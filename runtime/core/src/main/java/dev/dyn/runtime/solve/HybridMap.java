package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// Iterates a map with events, member by member: after each step those act whose conditions have
/// turned true.
///
/// @param step `(n, states…, environment…)` → `(n + 1, states…)`
/// @param outputs `(n, states…, environment…)` → outputs, if there are any
/// @param states how many
public record HybridMap(
    Kernel step,
    HappeningKernels happenings,
    Optional<Kernel> outputs,
    int states,
    Failures failures) {
  /// Runs one member, which is number `number` of `rows`: after `discard` steps that nobody sees,
  /// the state and `steps` further ones are saved.
  public void run(
      JumpLanes.Member member,
      int number,
      long discard,
      int steps,
      HybridRows rows,
      Progress progress) {
    try {
      iterate(member, number, discard, steps, rows, progress);
    } catch (RunFailure failure) {
      throw Failures.ofMember(failure, number, rows.flow().members());
    }
  }

  private void iterate(
      JumpLanes.Member member,
      int number,
      long discard,
      int steps,
      HybridRows rows,
      Progress progress) {
    Memory memory = Memory.of(step.layout());
    List<Slot> inputs = step.inputs();
    List<Slot> slots = inputs.subList(1, 1 + states);
    Start start = member.start();
    Start.write(memory, slots, start.states(), 0, 1);
    Start.write(memory, inputs.subList(1 + states, inputs.size()), start.environment(), 0, 1);
    Transfer onward = Transfer.between(step.outputs(), inputs.subList(0, 1 + states), 1);
    Optional<OutputStage> outputStage = OutputStage.of(outputs, slots, List.of(start));
    EventLog log = rows.events().get(number);
    // A map passes through every step, so events cannot crowd between two.
    double span = 0;
    Happenings acting =
        new Happenings(happenings, slots, rows.flow().stateNames(), member, log, span, failures);
    boolean[] holds = acting.guards().at(0, memory);
    for (long n = 0; n <= discard + steps; n++) {
      if (n > 0) {
        step.run(memory);
        onward.run(memory, memory);
        holds = acting.settle(n, holds, memory);
      }
      if (n >= discard) {
        save(rows.flow(), number, (int) (n - discard), n, memory, slots, outputStage);
      }
      if (n % 1024 == 0) {
        failures.stopIfInterrupted();
        progress.at((n + 1.0) / (discard + steps + 1.0));
      }
    }
    progress.at(1);
  }

  private void save(
      FlowRows rows,
      int number,
      int k,
      long n,
      Memory memory,
      List<Slot> slots,
      Optional<OutputStage> outputStage) {
    rows.putStatesOfStep(number, k, n, memory, slots, failures);
    outputStage.ifPresent(stage -> stage.at(n, memory));
    rows.putOutputs(number, k, outputStage, 0, 1);
  }
}
