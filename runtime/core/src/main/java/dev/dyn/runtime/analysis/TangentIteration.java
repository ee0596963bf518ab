package dev.dyn.runtime.analysis;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.solve.Cells;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Iteration;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Start;
import java.util.Arrays;
import java.util.List;

/// Lyapunov exponents of maps and of flows with steps of one size: a kernel takes states and
/// tangent vectors one step further, makes the vectors orthonormal and adds up the logarithms of
/// their lengths (Benettin et al. 1980).
///
/// @param step `(n, states…, vectors…, sums, environment…)`, for flows `(n, states…, vectors…,
///   sums, t0, h, environment…)` → `(n + 1, states…, vectors…, sums)`, with any number of lanes
/// @param carried how many tensors of states and vectors
/// @param count of exponents
/// @param stateNames for messages; half as many as `carried`
public record TangentIteration(
    Kernel step, int carried, int count, List<String> stateNames, Failures failures) {

  /// Steps of a map, or of a flow from one time on.
  ///
  /// @param steps whole ones
  /// @param first number of the first
  /// @param h size of a step; 1 for maps
  /// @param t0 when step 0 begins
  /// @param rest a last, shorter step; 0 if there is none
  public record Stretch(long steps, long first, double t0, double h, double rest) {}

  /// What is run: first `settling`, which is not averaged, then `averaged`.
  ///
  /// @param timed whether the kernel takes t0 and h
  public record Plan(Stretch settling, Stretch averaged, boolean timed) {}

  /// Runs up to `lanes` members beside one another; their states are states and vectors,
  /// orthonormal already. Member k of `members` is number `first + k` of `rows`.
  public void run(List<Start> members, int first, Plan plan, ExponentRows rows, Progress progress) {
    new Run(members, first, plan, rows).all(progress);
  }

  private final class Run {
    private final List<Start> members;
    private final int first;
    private final Plan plan;
    private final ExponentRows rows;
    private final int lanes = step.lanes();
    private final Memory memory = Memory.of(step.layout());
    private final List<Slot> inputs = step.inputs();
    private final Slot sums = inputs.get(1 + carried);
    private final Iteration iteration = new Iteration(step, failures);

    Run(List<Start> members, int first, Plan plan, ExponentRows rows) {
      this.members = members;
      this.first = first;
      this.plan = plan;
      this.rows = rows;
      Start.writeAll(memory, inputs.subList(1, 1 + carried), members, Start::states, lanes);
      List<Slot> environment =
          inputs.subList(plan.timed ? 4 + carried : 2 + carried, inputs.size());
      Start.writeAll(memory, environment, members, Start::environment, lanes);
    }

    void all(Progress progress) {
      Stretch settling = plan.settling;
      advance(settling, 0, settling.steps, true);
      Stretch averaged = plan.averaged;
      BatchMeans[] means = new BatchMeans[members.size()];
      Arrays.setAll(means, _ -> new BatchMeans(count));
      int blocks = Math.clamp(averaged.steps, 1, BatchMeans.BLOCKS);
      for (int block = 0; block < blocks; block++) {
        long from = averaged.steps * block / blocks;
        long to = averaged.steps * (block + 1) / blocks;
        boolean last = block == blocks - 1;
        clearSums();
        advance(averaged, from, to, last);
        double length = (to - from) * Math.abs(averaged.h) + (last ? Math.abs(averaged.rest) : 0);
        for (int lane = 0; lane < members.size(); lane++) {
          requireFinite(lane, averaged, to);
          means[lane].add(memory.f64(), sums.offset() + lane, lanes, length);
        }
        progress.at((block + 1.0) / blocks);
      }
      for (int lane = 0; lane < members.size(); lane++) {
        rows.put(first + lane, means[lane]);
      }
    }

    private void clearSums() {
      int from = sums.offset();
      Arrays.fill(memory.f64(), from, from + count * lanes, 0.0);
    }

    /// Steps `from` to `to` of a stretch, and the shorter one behind them.
    private void advance(Stretch stretch, long from, long to, boolean withRest) {
      begin(stretch.first + from, stretch.t0, stretch.h);
      iteration.run(memory, to - from, Progress.NONE);
      if (withRest && stretch.rest != 0) {
        begin(0, Math.fma(stretch.steps, stretch.h, stretch.t0), stretch.rest);
        iteration.run(memory, 1, Progress.NONE);
      }
    }

    private void begin(long n, double t0, double h) {
      new Cells(inputs.getFirst(), lanes).setInt(memory, n);
      if (plan.timed) {
        new Cells(inputs.get(2 + carried), lanes).setReal(memory, t0);
        new Cells(inputs.get(3 + carried), lanes).setReal(memory, h);
      }
    }

    private void requireFinite(int lane, Stretch stretch, long steps) {
      for (int s = 0; s < stateNames.size(); s++) {
        Slot slot = inputs.get(1 + s);
        for (int k = 0; k < slot.size(); k++) {
          if (slot.elem().isReal() && !Double.isFinite(memory.getReal(slot, k * lanes + lane))) {
            String when =
                plan.timed
                    ? "before t = " + Math.fma(steps, stretch.h, stretch.t0)
                    : "before step " + (stretch.first + steps);
            RunFailure failure = failures.notFinite(stateNames.get(s), when);
            throw Failures.ofMember(failure, first + lane, rows.members());
          }
        }
      }
    }
  }
}
