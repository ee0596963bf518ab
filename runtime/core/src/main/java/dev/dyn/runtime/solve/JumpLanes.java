package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// Runs a process that only jumps, firing by firing. As many members as the kernel has lanes run
/// beside one another; a lane whose next firing lies beyond the next saved time waits for the
/// others.
///
/// @param outputs `(t, states…, environment…)` → outputs, if there are any, with as many lanes
/// @param states how many
/// @param rateSites where the rates stand in the source
public record JumpLanes(
    JumpKernels kernels,
    Optional<Kernel> outputs,
    int states,
    List<Integer> rateSites,
    Failures failures) {
  /// The most firings between two looks at the clock and at interruptions.
  private static final long LONGEST_PIECE = 1 << 15;

  public JumpLanes {
    rateSites = List.copyOf(rateSites);
  }

  /// A member: what it starts from, and its random stream.
  public record Member(Start start, long stream) {}

  /// Runs up to `lanes` members. Member k of `members` is number `first + k` of `rows`.
  ///
  /// @return how many times were saved
  public int run(
      List<Member> members, int first, SavedTimes times, HybridRows rows, Progress progress) {
    Run run = new Run(members, first, times, rows);
    int saved =
        switch (times) {
          case SavedTimes.EachStep each -> run.eachFiring(each);
          case SavedTimes.Every _, SavedTimes.At _ -> run.atTimes(progress);
        };
    run.finish();
    progress.at(1);
    return saved;
  }

  private final class Run {
    private final Kernel step = kernels.step();
    private final int lanes = step.lanes();
    private final List<Member> members;
    private final int first;
    private final SavedTimes times;
    private final HybridRows rows;
    private final Memory memory = Memory.of(step.layout());
    private final List<Slot> slots = kernels.states(states);
    private final int nAt = kernels.carried().get(0).offset();
    private final int nextAt = kernels.carried().get(1).offset();
    private final List<Slot> rates = kernels.carried().subList(2, 2 + kernels.jumps());
    private final Cells until = new Cells(kernels.around().get(0), lanes);
    private final Optional<OutputStage> outputStage;

    Run(List<Member> members, int first, SavedTimes times, HybridRows rows) {
      this.members = members;
      this.first = first;
      this.times = times;
      this.rows = rows;
      List<Start> starts = members.stream().map(Member::start).toList();
      this.outputStage = OutputStage.of(outputs, slots, starts);
      List<Slot> around = kernels.around();
      Start.writeAll(memory, around.subList(2, around.size()), starts, Start::environment, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        begin(members.get(Math.min(lane, members.size() - 1)), lane);
      }
    }

    private void begin(Member member, int lane) {
      Kernel begin = kernels.begin();
      Memory own = Memory.of(begin.layout());
      List<Slot> in = begin.inputs();
      own.setReal(in.get(0), 0, times.start());
      Start.write(own, in.subList(1, 1 + states), member.start.states(), 0, 1);
      own.i64()[in.get(1 + states).offset()] = member.stream;
      Start.write(own, in.subList(2 + states, in.size()), member.start.environment(), 0, 1);
      begin.run(own);
      new LaneTransfer(begin.outputs(), 1, kernels.carried(), lanes).run(own, 0, memory, lane);
      memory.i64()[kernels.around().get(1).offset() + lane] = member.stream;
    }

    int atTimes(Progress progress) {
      int count = times.count();
      for (int k = 0; k < count; k++) {
        double t = times.time(k);
        advance(t);
        save(k, t);
        failures.stopIfInterrupted();
        progress.at((k + 1.0) / count);
      }
      return count;
    }

    /// Saves the start, the states after each firing, and the end; for one member.
    int eachFiring(SavedTimes.EachStep each) {
      int k = 0;
      save(k++, each.start());
      until.setReal(memory, each.end());
      requireGood(each.start());
      while (memory.f64()[nextAt] <= each.end()) {
        double t = memory.f64()[nextAt];
        step.iterate(memory, 1);
        requireGood(t);
        save(k++, t);
        if (k % 1024 == 0) {
          failures.stopIfInterrupted();
          requireMotion(0, t, 1024);
        }
      }
      save(k++, each.end());
      return k;
    }

    /// Fires until no lane has anything to do up to time `to`.
    private void advance(double to) {
      until.setReal(memory, to);
      while (true) {
        requireGood(to);
        long wanted = wanted(to);
        if (wanted == 0) {
          return;
        }
        double[] before = new double[lanes];
        System.arraycopy(memory.f64(), nextAt, before, 0, lanes);
        step.iterate(memory, wanted);
        if (wanted == LONGEST_PIECE) {
          failures.stopIfInterrupted();
          for (int lane = 0; lane < members.size(); lane++) {
            requireMotion(lane, before[lane], wanted);
          }
        }
      }
    }

    /// About how many firings the busiest lane still has before `to`.
    private long wanted(double to) {
      double[] f64 = memory.f64();
      long wanted = 0;
      for (int lane = 0; lane < lanes; lane++) {
        double left = to - f64[nextAt + lane];
        if (left >= 0) {
          double expected = total(lane) * left;
          wanted = Math.max(wanted, 2 + (long) Math.min(expected, LONGEST_PIECE - 2));
        }
      }
      return wanted;
    }

    private double total(int lane) {
      double total = 0;
      for (Slot rate : rates) {
        total += memory.f64()[rate.offset() + lane];
      }
      return total;
    }

    /// Firings that take next to no time would go on for ever.
    private void requireMotion(int lane, double before, long firings) {
      double next = memory.f64()[nextAt + lane];
      if (next <= times.end() && next - before <= firings * Math.ulp(before)) {
        throw Failures.ofMember(failures.endlessFirings(next), first + lane, rows.flow().members());
      }
    }

    private void requireGood(double to) {
      for (int lane = 0; lane < members.size(); lane++) {
        if (Double.isNaN(memory.f64()[nextAt + lane])) {
          throw Failures.ofMember(badRate(lane, to), first + lane, rows.flow().members());
        }
      }
    }

    private RunFailure badRate(int lane, double to) {
      for (int k = 0; k < rates.size(); k++) {
        double rate = memory.f64()[rates.get(k).offset() + lane];
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
          long firings = memory.i64()[nAt + lane];
          String when = "before t = " + to + ", after " + firings + " firings";
          String state = StateText.of(rows.flow().stateNames(), slots, memory, lane, lanes);
          return failures.badRate(rate, rateSites.get(k), when, state);
        }
      }
      return failures.badRate(
          Double.POSITIVE_INFINITY,
          rateSites.getFirst(),
          "before t = " + to,
          StateText.of(rows.flow().stateNames(), slots, memory, lane, lanes));
    }

    private void save(int k, double t) {
      outputStage.ifPresent(stage -> stage.at(t, memory));
      FlowRows flow = rows.flow();
      for (int lane = 0; lane < members.size(); lane++) {
        int member = first + lane;
        flow.putTime(member, k, t);
        try {
          flow.putStates(member, k, t, memory, slots, lane, lanes, failures);
        } catch (RunFailure failure) {
          throw Failures.ofMember(failure, member, flow.members());
        }
        flow.putOutputs(member, k, outputStage, lane, lanes);
      }
    }

    void finish() {
      for (int lane = 0; lane < members.size(); lane++) {
        long firings = memory.i64()[nAt + lane];
        rows.flow().putStatistics(first + lane, firings, 0, firings + 1);
        rows.firings()[first + lane] = firings;
      }
    }
  }
}
