package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Integrates stochastic equations with steps of one size, shortened to meet the saved times as in
/// [FixedStepFlow]. A kernel may treat many members, one after the other in each of its slots.
///
/// @param step `(states…, t, h, noises…, environment…)` → states after the step
/// @param outputs `(t, states…, environment…)` → outputs, if there are any, for as many members
/// @param states how many
/// @param dt the size of a step, positive
/// @param slopes evaluations of the drift in a step, for the statistics
/// @param keepsNonFinite whether states that became infinite or NaN are saved, or else a failure
public record StochasticFlow(
    Kernel step,
    Optional<Kernel> outputs,
    int states,
    double dt,
    int slopes,
    boolean keepsNonFinite,
    Failures failures) {

  /// Members that are run together.
  ///
  /// @param start of all of them, as the slots want it
  /// @param first the number of the first one among the rows
  /// @param count how many of them are saved
  /// @param size how many a slot holds
  public record Crew(Start start, int first, int count, int size) {}

  /// @param noise writes into the slots that it is given: those of the step's noises
  public void run(
      Crew crew,
      Function<List<Slot>, NoiseSource> noise,
      SavedTimes times,
      FlowRows rows,
      Progress progress) {
    new Run(crew, noise, times, rows).all(progress);
  }

  private final class Run {
    private final Crew crew;
    private final SavedTimes times;
    private final FlowRows rows;
    private final Memory memory = Memory.of(step.layout());
    private final List<Slot> slots = step.inputs().subList(0, states);
    private final Cells t = new Cells(step.inputs().get(states), 1);
    private final Cells h = new Cells(step.inputs().get(states + 1), 1);
    private final NoiseSource noise;
    private final Optional<OutputStage> outputStage;
    private long steps;

    Run(Crew crew, Function<List<Slot>, NoiseSource> source, SavedTimes times, FlowRows rows) {
      this.crew = crew;
      this.times = times;
      this.rows = rows;
      List<Slot> inputs = step.inputs();
      int environment = inputs.size() - crew.start.environment().size();
      this.outputStage = OutputStage.of(outputs, slots, List.of(crew.start));
      this.noise = source.apply(inputs.subList(states + 2, environment));
      Start.write(memory, slots, crew.start.states(), 0, 1);
      Start.write(
          memory, inputs.subList(environment, inputs.size()), crew.start.environment(), 0, 1);
    }

    void all(Progress progress) {
      double now = times.start();
      int count = times.count();
      for (int k = 0; k < count; k++) {
        double next = times.time(k);
        advance(now, next);
        now = next;
        save(k, now);
        progress.at((k + 1.0) / count);
      }
      for (int m = 0; m < crew.count; m++) {
        rows.putStatistics(crew.first + m, steps, 0, steps * slopes);
      }
    }

    private void advance(double from, double to) {
      long whole = FixedStepFlow.wholeSteps(to - from, dt);
      boolean rest = FixedStepFlow.rest(to - from, dt) > 0;
      long all = whole + (rest ? 1 : 0);
      for (long n = 0; n < all; n++) {
        double begin = Math.fma(n, dt, from);
        double end = n + 1 == all ? to : Math.fma(n + 1.0, dt, from);
        t.setReal(memory, begin);
        h.setReal(memory, n < whole ? dt : to - begin);
        noise.next(begin, end, memory);
        step.iterate(memory, 1);
        if ((n & 0xFF) == 0) {
          failures.stopIfInterrupted();
        }
      }
      steps += all;
    }

    private void save(int k, double now) {
      outputStage.ifPresent(stage -> stage.at(now, memory));
      for (int m = 0; m < crew.count; m++) {
        int member = crew.first + m;
        rows.putTime(member, k, now);
        List<Slot> own = parts(slots, m);
        if (keepsNonFinite) {
          rows.putStatesAsTheyAre(member, k, memory, own);
        } else {
          putFinite(member, k, now, own);
        }
        int at = m;
        outputStage.ifPresent(
            stage -> rows.putOutputs(member, k, stage.memory(), parts(stage.slots(), at)));
      }
    }

    private void putFinite(int member, int k, double now, List<Slot> own) {
      try {
        rows.putStates(member, k, now, memory, own, 0, 1, failures);
      } catch (RunFailure failure) {
        throw Failures.ofMember(failure, member, rows.members());
      }
    }

    /// The places of member `m` of the crew in `whole`.
    private List<Slot> parts(List<Slot> whole, int m) {
      if (crew.size == 1) {
        return whole;
      }
      List<Slot> parts = new ArrayList<>();
      for (Slot slot : whole) {
        int width = slot.size() / crew.size;
        parts.add(new Slot(slot.elem(), slot.offset() + m * width, slot.shape().inner()));
      }
      return parts;
    }
  }
}
