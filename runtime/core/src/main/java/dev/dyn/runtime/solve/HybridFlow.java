package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;

/// Integrates a system with jumps or events, member by member.
///
/// After each step the conditions of the events are looked at, at its end and at some times inside,
/// and where one has turned true the time is found at which it did ([Crossing]). There the step
/// ends, the event acts, and the method begins anew. A jump fires where the integral of the rates
/// has reached an exponential number with mean 1, which is found in the same way.
///
/// @param walks makes the steps of a member
/// @param outputs `(t, states…, environment…)` → outputs, if there are any
/// @param moving how many of the states, the first ones, have an equation
/// @param hasHazard whether the steps carry the integral of the rates after these
/// @param time the kind of number that t is in the blocks
public record HybridFlow(
    Walks walks,
    HappeningKernels happenings,
    Optional<Kernel> outputs,
    int moving,
    boolean hasHazard,
    Elem time,
    Failures failures) {
  private static final int STEPS_BETWEEN_LOOKS = 16;

  /// How a member steps.
  @FunctionalInterface
  public interface Walks {
    /// The steps of member `number`, from `start` at time `t`, in a run until `end`.
    Walking begin(int number, Start start, double t, double end);
  }

  /// Steps that have been made ready; see [WalkMakers].
  public static final class Walking {
    private final Walk walk;

    Walking(Walk walk) {
      this.walk = walk;
    }
  }

  /// Runs one member, which is number `number` of `rows`.
  ///
  /// @return how many times were saved
  public int run(
      JumpLanes.Member member, int number, SavedTimes times, HybridRows rows, Progress progress) {
    try {
      return new Run(member, number, times, rows, progress).all();
    } catch (RunFailure failure) {
      throw Failures.ofMember(failure, number, rows.flow().members());
    }
  }

  private final class Run {
    private final JumpLanes.Member member;
    private final int number;
    private final SavedTimes times;
    private final HybridRows rows;
    private final Progress progress;
    private final double start;
    private final double end;
    private final HybridStates states;
    private final Happenings happenings;
    private final Walk walk;
    private final Transfer after;
    private final Transfer inside;
    private final Crossing crossing;
    private final Optional<OutputStage> outputStage;
    private final Borders borders;
    private boolean[] holds;
    private double goal;
    private int saved;

    Run(JumpLanes.Member member, int number, SavedTimes times, HybridRows rows, Progress progress) {
      this.member = member;
      this.number = number;
      this.times = times;
      this.rows = rows;
      this.progress = progress;
      this.start = times.start();
      this.end = times.end();
      this.states = new HybridStates(member.start().states(), moving, hasHazard, time);
      this.happenings =
          new Happenings(
              HybridFlow.this.happenings,
              states.slots(),
              rows.flow().stateNames(),
              member,
              rows.events().get(number),
              end - start,
              failures);
      this.outputStage = OutputStage.of(outputs, states.slots(), List.of(member.start()));
      happenings.requireRates(start, states.memory());
      this.walk = walks.begin(number, now(), start, end).walk;
      if (walk instanceof DiffusionWalk) {
        rows.events().get(number).expectNoise();
      }
      this.after = states.bringing(walk.after());
      this.inside = states.bringing(walk.inside());
      this.crossing = new Crossing(walk, states, after, inside, happenings.guards());
      this.borders =
          new Borders(
              HybridFlow.this.happenings.depths(),
              states.slots(),
              member.start(),
              happenings.guards().count(),
              failures);
      this.holds = happenings.guards().at(start, states.memory());
      this.goal = happenings.goal();
    }

    private Start now() {
      return states.start(member.start().environment());
    }

    int all() {
      if (!(end >= start)) {
        throw failures.backward(start, end);
      }
      boolean isEach = times instanceof SavedTimes.EachStep;
      save(start, isEach);
      while (walk.t() < end) {
        walk.step(target());
        boolean hits = crossing.find(holds, goal);
        saveInside(hits ? walk.t() - crossing.margin() : walk.t());
        walk.next();
        after.run(walk.memory(), states.memory());
        holds = crossing.holds();
        if (hits) {
          happen();
        } else {
          happenings.requireRates(walk.t(), states.memory());
          borders.look(walk.t(), holds, states.memory());
        }
        save(walk.t(), isEach);
        look();
      }
      rows.flow().putStatistics(number, walk.accepted(), walk.rejected(), walk.evaluations());
      rows.firings()[number] = happenings.firings();
      progress.at(1);
      return saved;
    }

    /// What the next step may not go beyond.
    private double target() {
      if (times instanceof SavedTimes.EachStep each) {
        return each.after(walk.t());
      }
      return meetsInside() ? end : times.time(saved);
    }

    /// Whether times to be saved are taken from inside the steps.
    private boolean meetsInside() {
      return times instanceof SavedTimes.Every && walk instanceof AdaptiveWalk;
    }

    private void happen() {
      double t = walk.t();
      boolean fires = states.hazard() >= goal;
      if (fires) {
        happenings.fire(t, states.memory());
        states.clearHazard();
        goal = happenings.goal();
      }
      EventLog log = rows.events().get(number);
      int events = log.count();
      holds = happenings.settle(t, holds, states.memory());
      boolean acted = log.count() > events;
      borders.begin(t, log.since(events, holds.length), holds, states.memory());
      happenings.requireRates(t, states.memory());
      if (t < end && (fires || acted)) {
        walk.renew(now(), end, acted);
      }
    }

    /// Saves what lies inside the step, before `limit`. What lies closer to a happening than its
    /// time is known counts as at the same time, where the state after it is saved.
    private void saveInside(double limit) {
      if (!meetsInside()) {
        return;
      }
      while (saved < times.count() && times.time(saved) < limit) {
        double t = times.time(saved);
        walk.inside(t);
        inside.run(walk.insideMemory(), states.memory());
        put(t);
      }
    }

    /// Saves the states at `t`, which have come there, for the times up to it.
    private void save(double t, boolean isEach) {
      if (isEach) {
        put(t);
        return;
      }
      while (saved < times.count() && times.time(saved) <= t) {
        put(times.time(saved));
      }
    }

    private void put(double t) {
      FlowRows flow = rows.flow();
      flow.putTime(number, saved, t);
      flow.putStates(number, saved, t, states.memory(), states.slots(), 0, 1, failures);
      outputStage.ifPresent(stage -> stage.at(t, states.memory()));
      flow.putOutputs(number, saved, outputStage, 0, 1);
      saved++;
    }

    private void look() {
      if (walk.accepted() % STEPS_BETWEEN_LOOKS == 0) {
        failures.stopIfInterrupted();
        walk.requirePatience();
        progress.at((walk.t() - start) / (end - start));
      }
    }
  }
}
