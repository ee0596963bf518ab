package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Integrates many members with steps that follow the error of each: attempts are made for as many
/// members as the kernel has lanes, each with its own time and step size. A lane whose member is
/// done takes the next one. A member's numbers are those of [AdaptiveFlow], whatever runs beside
/// it.
///
/// @param kernels with an attempt of several lanes; all others of one
/// @param outputs `(t, states…, environment…)` → outputs, if there are any, of one lane
/// @param states how many
/// @param slopes evaluations of the field in an attempt, for the statistics
public record AdaptiveLanes(
    AdaptiveKernels kernels, Optional<Kernel> outputs, int states, int slopes, Failures failures) {
  private static final int ATTEMPTS_BETWEEN_LOOKS = 16;

  /// What is to be run.
  public interface Members {
    Start start(int member);

    AdaptiveStepper.Settings settings(int member);

    SavedTimes times(int member);
  }

  /// Runs members `first` to `end`, exclusive.
  public void run(int first, int end, Members members, FlowRows rows) {
    new Run(first, end, members, rows).all();
  }

  private final class Run {
    private final Kernel attempt = kernels.attempt();
    private final int lanes = attempt.lanes();
    private final Memory memory = Memory.of(attempt.layout());
    private final List<Slot> in = attempt.inputs();
    private final List<Slot> out = attempt.outputs();
    private final List<Slot> before = in.subList(2, 2 + states);
    private final List<Slot> after = out.subList(0, states);
    private final int tAt = in.get(0).offset();
    private final int hAt = in.get(1).offset();
    private final int errorAt = out.get(2 * states).offset();
    private final Transfer onward =
        Transfer.between(out.subList(0, 2 * states), in.subList(2, 2 + 2 * states), lanes);
    private final LaneTransfer back =
        new LaneTransfer(in.subList(2, 2 + 2 * states), lanes, out.subList(0, 2 * states), lanes);
    private final FirstStep firstStep = new FirstStep(kernels, states, failures);
    private final LaneTransfer slopesAtStart =
        new LaneTransfer(firstStep.slopes(), 1, in.subList(2 + states, 2 + 2 * states), lanes);
    private final StagedStates staged = new StagedStates(before);
    private final LaneTransfer stagedBefore = new LaneTransfer(before, lanes, staged.slots(), 1);
    private final LaneTransfer stagedAfter = new LaneTransfer(after, lanes, staged.slots(), 1);
    private final int end;
    private final Members members;
    private final FlowRows rows;
    private final List<Lane> places = new ArrayList<>();
    private int next;
    private int working;
    private Optional<RunFailure> failure = Optional.empty();

    Run(int first, int end, Members members, FlowRows rows) {
      this.next = first;
      this.end = end;
      this.members = members;
      this.rows = rows;
      for (int lane = 0; lane < lanes; lane++) {
        places.add(new Lane(lane));
      }
    }

    void all() {
      places.forEach(Lane::takeNext);
      long attempts = 0;
      while (working > 0) {
        for (Lane lane : places) {
          lane.propose();
        }
        attempt.run(memory);
        for (Lane lane : places) {
          if (!lane.movesOn()) {
            // So that it stands where it stood when all lanes are moved on at once, which is faster
            // than one by one.
            back.run(memory, lane.lane, memory, lane.lane);
          }
        }
        onward.run(memory, memory);
        if (++attempts % ATTEMPTS_BETWEEN_LOOKS == 0) {
          failures.stopIfInterrupted();
        }
      }
      failure.ifPresent(f -> {
        throw f;
      });
    }

    /// The failure of the lowest member counts; members above it need not go on.
    private void fail(int member, RunFailure f) {
      failure = Optional.of(Failures.ofMember(f, member, rows.members()));
      next = end;
      for (Lane lane : places) {
        if (lane.member >= member) {
          lane.stop();
        }
      }
    }

    /// A place beside others, and the member that has it.
    private final class Lane {
      private final int lane;
      private final Optional<InsideStep> inside;
      private final Optional<OutputStage> outputStage = OutputStage.of(outputs, staged.slots());
      private boolean works;
      private int member;
      private StepPlan plan;
      private SavedTimes times;
      private double target;
      private int saved;

      Lane(int lane) {
        this.lane = lane;
        this.inside = kernels.inside().map(k -> new InsideStep(attempt, k, states, memory, lane));
      }

      void stop() {
        if (works) {
          works = false;
          working--;
          // The lane is computed on with a step of size 0, which changes nothing.
          memory.f64()[hAt + lane] = 0;
        }
      }

      void takeNext() {
        while (!works && next < end) {
          member = next++;
          works = true;
          working++;
          try {
            begin();
          } catch (RunFailure f) {
            fail(member, f);
          }
        }
      }

      private void begin() {
        Start start = members.start(member);
        AdaptiveStepper.Settings settings = members.settings(member);
        times = members.times(member);
        saved = 0;
        Start.write(memory, before, start.states(), lane, lanes);
        memory.setReal(in.get(2 + 2 * states), lane, settings.rtol());
        memory.setReal(in.get(3 + 2 * states), lane, settings.atol());
        Start.write(
            memory, in.subList(4 + 2 * states, in.size()), start.environment(), lane, lanes);
        double h = firstStep.choose(start, settings, times.start(), times.end());
        slopesAtStart.run(firstStep.memory(), 0, memory, lane);
        plan = new StepPlan(settings, times.start(), h, failures);
        inside.ifPresent(i -> i.begin(start));
        outputStage.ifPresent(o -> o.begin(List.of(start)));
        saveAt(times.start(), stagedBefore);
        target();
      }

      /// Meets the next saved time, or with dense output the end.
      private void target() {
        if (saved == times.count()) {
          long attempts = plan.accepted() + plan.rejected();
          rows.putStatistics(member, plan.accepted(), plan.rejected(), 2 + attempts * slopes);
          stop();
          takeNext();
        } else {
          target = inside.isPresent() ? times.end() : times.time(saved);
        }
      }

      void propose() {
        if (works) {
          memory.f64()[tAt + lane] = plan.t();
          memory.f64()[hAt + lane] = plan.propose(target);
        }
      }

      /// Judges the attempt and saves what it has passed. Whether the states after it are to become
      /// those before the next.
      boolean movesOn() {
        if (!works) {
          return false;
        }
        int before = member;
        try {
          if (!plan.judge(memory.f64()[errorAt + lane])) {
            return false;
          }
          pass();
        } catch (RunFailure f) {
          fail(member, f);
        }
        return works && member == before;
      }

      private void pass() {
        inside.ifPresent(this::saveInside);
        saveAt(plan.t(), stagedAfter);
        if (plan.accepted() % ATTEMPTS_BETWEEN_LOOKS == 0) {
          plan.requirePatience();
        }
        if (saved == times.count() || plan.t() == target) {
          target();
        }
      }

      private void saveInside(InsideStep step) {
        while (saved < times.count() && isBefore(times.time(saved))) {
          double t = times.time(saved);
          step.at(t, plan);
          staged.take(step);
          save(t);
        }
      }

      private boolean isBefore(double time) {
        return plan.taken() >= 0 ? time < plan.t() : time > plan.t();
      }

      /// Saves the states that `from` brings, if `t` is the next saved time.
      private void saveAt(double t, LaneTransfer from) {
        while (saved < times.count() && times.time(saved) == t) {
          from.run(memory, lane, staged.memory(), 0);
          save(t);
        }
      }

      private void save(double t) {
        rows.putTime(member, saved, t);
        rows.putStates(member, saved, t, staged.memory(), staged.slots(), 0, 1, failures);
        outputStage.ifPresent(stage -> stage.at(t, staged.memory()));
        rows.putOutputs(member, saved, outputStage, 0, 1);
        saved++;
      }
    }
  }
}
