package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// Integrates with steps that follow the error, member by member. Saved times given by a distance
/// are taken from inside the steps by dense output; times given one by one, and the end, are met
/// exactly by a step.
///
/// @param outputs `(t, states…, environment…)` → outputs, if there are any
/// @param slopes evaluations of the field in an attempt, for the statistics
public record AdaptiveFlow(
    AdaptiveKernels kernels,
    Optional<Kernel> outputs,
    AdaptiveStepper.Settings settings,
    int slopes,
    Failures failures) {
  private static final int STEPS_BETWEEN_LOOKS = 16;

  /// Runs one member, which is number `number` of `rows`.
  ///
  /// @return how many times were saved
  public int run(Start member, int number, SavedTimes times, FlowRows rows, Progress progress) {
    try {
      Run run = new Run(member, number, times, rows, progress);
      int saved =
          switch (times) {
            case SavedTimes.Every every -> run.every(every);
            case SavedTimes.At at -> run.at(at);
            case SavedTimes.EachStep each -> run.eachStep(each);
          };
      run.finish();
      return saved;
    } catch (RunFailure failure) {
      throw Failures.ofMember(failure, number, rows.members());
    }
  }

  private final class Run {
    private final Start member;
    private final int number;
    private final FlowRows rows;
    private final Progress progress;
    private final double start;
    private final double end;
    private final AdaptiveStepper stepper;
    private final Optional<OutputStage> outputStage;

    Run(Start member, int number, SavedTimes times, FlowRows rows, Progress progress) {
      this.member = member;
      this.number = number;
      this.rows = rows;
      this.progress = progress;
      this.start = times.start();
      this.end = times.end();
      this.stepper = new AdaptiveStepper(kernels, settings, member, start, end, failures);
      this.outputStage = OutputStage.of(outputs, stepper.before(), List.of(member));
    }

    int every(SavedTimes.Every times) {
      InsideStep inside =
          kernels
              .inside()
              .map(k ->
                  new InsideStep(kernels.attempt(), k, member.states().size(), stepper.memory(), 0))
              .orElseThrow();
      inside.begin(member);
      List<Slot> slots = stepper.before();
      Transfer states = Transfer.between(inside.slots(), slots, 1);
      Transfer after = Transfer.between(stepper.after(), slots, 1);
      // What is saved is staged in a memory laid out like that of the attempt, from which outputs
      // are computed.
      Memory staged = Memory.of(kernels.attempt().layout());
      int k = 0;
      if (times.count() > 0 && times.time(0) == start) {
        save(k++, start, stepper.memory(), slots);
      }
      while (k < times.count() && stepper.t() != end) {
        stepper.step(end);
        double t = stepper.t();
        while (k < times.count() && reached(times.time(k), t)) {
          double saved = times.time(k);
          if (saved == t) {
            after.run(stepper.memory(), staged);
          } else {
            inside.at(saved, stepper.plan());
            states.run(inside.memory(), staged);
          }
          save(k++, saved, staged, slots);
        }
        stepper.next();
        look();
      }
      return k;
    }

    /// Whether `time` lies not beyond t in the direction of the run.
    private boolean reached(double time, double t) {
      return end >= start ? time <= t : time >= t;
    }

    int at(SavedTimes.At times) {
      for (int k = 0; k < times.count(); k++) {
        double target = times.time(k);
        while (stepper.t() != target) {
          stepper.step(target);
          stepper.next();
          look();
        }
        save(k, target, stepper.memory(), stepper.before());
      }
      return times.count();
    }

    int eachStep(SavedTimes.EachStep times) {
      int k = 0;
      save(k++, start, stepper.memory(), stepper.before());
      while (stepper.t() != times.end()) {
        stepper.step(times.end());
        stepper.next();
        save(k++, stepper.t(), stepper.memory(), stepper.before());
        look();
      }
      return k;
    }

    private void save(int k, double t, Memory memory, List<Slot> slots) {
      rows.putTime(number, k, t);
      rows.putStates(number, k, t, memory, slots, 0, 1, failures);
      outputStage.ifPresent(stage -> stage.at(t, memory));
      rows.putOutputs(number, k, outputStage, 0, 1);
    }

    private void look() {
      if (stepper.accepted() % STEPS_BETWEEN_LOOKS == 0) {
        stepper.requirePatience();
        progress.at((stepper.t() - start) / (end - start));
      }
    }

    void finish() {
      long attempts = stepper.accepted() + stepper.rejected();
      // Two more for the choice of the first step.
      rows.putStatistics(number, stepper.accepted(), stepper.rejected(), 2 + attempts * slopes);
      progress.at(1);
    }
  }
}
