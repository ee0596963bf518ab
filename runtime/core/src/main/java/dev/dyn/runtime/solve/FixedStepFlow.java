package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// Integrates with steps of one size. From one saved time to the next the steps are `dt`, counted
/// from the former; where dt does not divide the distance, the last one is shortened to meet the
/// time.
///
/// @param step `(n, states…, t0, h, environment…)` → `(n + 1, states…)`, with any number of lanes
/// @param outputs `(t, states…, environment…)` → outputs, if there are any, with as many lanes
/// @param states how many
/// @param dt the size of a step, positive
/// @param slopes evaluations of the field in a step, for the statistics
public record FixedStepFlow(
    Kernel step, Optional<Kernel> outputs, int states, double dt, int slopes, Failures failures) {

  /// Two times closer than this, in steps, are one.
  private static final double ROUNDING = 1e-9;

  /// How many steps of size `dt` fit into `distance`.
  public static long wholeSteps(double distance, double dt) {
    return (long) Math.floor(distance / dt + ROUNDING);
  }

  /// What `distance` leaves after its whole steps; 0 where it is rounding.
  public static double rest(double distance, double dt) {
    double rest = distance - wholeSteps(distance, dt) * dt;
    return rest > ROUNDING * dt ? rest : 0;
  }

  /// Runs up to `lanes` members beside one another. Member k of `members` is number `first + k` of
  /// `rows`.
  public void run(
      List<Start> members, int first, SavedTimes times, FlowRows rows, Progress progress) {
    new Run(members, first, times, rows).all(progress);
  }

  private final class Run {
    private final List<Start> members;
    private final int first;
    private final SavedTimes times;
    private final FlowRows rows;
    private final int lanes = step.lanes();
    private final Memory memory = Memory.of(step.layout());
    private final List<Slot> slots = step.inputs().subList(1, 1 + states);
    private final Cells n = new Cells(step.inputs().get(0), lanes);
    private final Cells t0 = new Cells(step.inputs().get(1 + states), lanes);
    private final Cells h = new Cells(step.inputs().get(2 + states), lanes);
    private final Iteration iteration = new Iteration(step, failures);
    private final Optional<OutputStage> outputStage;
    private long steps;

    Run(List<Start> members, int first, SavedTimes times, FlowRows rows) {
      this.members = members;
      this.first = first;
      this.times = times;
      this.rows = rows;
      this.outputStage = OutputStage.of(outputs, slots, members);
      List<Slot> inputs = step.inputs();
      Start.writeAll(memory, slots, members, Start::states, lanes);
      Start.writeAll(
          memory, inputs.subList(3 + states, inputs.size()), members, Start::environment, lanes);
    }

    void all(Progress progress) {
      double t = times.start();
      int count = times.count();
      for (int k = 0; k < count; k++) {
        double next = times.time(k);
        int saved = k;
        advance(t, next, part -> progress.at((saved + part) / count));
        t = next;
        save(k, t);
      }
      progress.at(1);
      for (int lane = 0; lane < members.size(); lane++) {
        rows.putStatistics(first + lane, steps, 0, steps * slopes);
      }
    }

    private void advance(double from, double to, Progress progress) {
      double distance = Math.abs(to - from);
      double sign = to >= from ? 1 : -1;
      long whole = wholeSteps(distance, dt);
      double rest = rest(distance, dt);
      if (whole > 0) {
        begin(from, sign * dt);
        iteration.run(memory, whole, progress);
      }
      if (rest > 0) {
        begin(from + sign * whole * dt, sign * rest);
        iteration.run(memory, 1, progress);
      }
      steps += whole + (rest > 0 ? 1 : 0);
    }

    private void begin(double t, double size) {
      n.setInt(memory, 0);
      t0.setReal(memory, t);
      h.setReal(memory, size);
    }

    private void save(int k, double t) {
      outputStage.ifPresent(stage -> stage.at(t, memory));
      for (int lane = 0; lane < members.size(); lane++) {
        int member = first + lane;
        rows.putTime(member, k, t);
        try {
          rows.putStates(member, k, t, memory, slots, lane, lanes, failures);
        } catch (RunFailure failure) {
          throw Failures.ofMember(failure, member, rows.members());
        }
        rows.putOutputs(member, k, outputStage, lane, lanes);
      }
    }
  }
}
