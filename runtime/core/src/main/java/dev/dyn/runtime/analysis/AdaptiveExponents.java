package dev.dyn.runtime.analysis;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.AdaptiveStepper;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.solve.Transfer;
import java.util.Arrays;
import java.util.List;

/// Lyapunov exponents of flows with steps that follow the error of states and tangent vectors
/// together; after each step the vectors are made orthonormal (Benettin et al. 1980).
///
/// @param kernels for states and vectors
/// @param renewed `(t, states…, vectors…, environment…)` → `(vectors…, logarithms of their lengths,
///   slopes of states and vectors…)`
/// @param count of exponents
public record AdaptiveExponents(
    AdaptiveKernels kernels,
    Kernel renewed,
    AdaptiveStepper.Settings settings,
    int count,
    Failures failures) {
  private static final int STEPS_BETWEEN_LOOKS = 16;

  /// Runs one member, number `number` of `rows`, whose states are states and vectors. The first
  /// `settling` is not averaged.
  public void run(
      Start member,
      int number,
      double start,
      double settling,
      double span,
      ExponentRows rows,
      Progress progress) {
    try {
      new Run(member, start, settling, span, progress).all(rows, number);
    } catch (RunFailure failure) {
      throw Failures.ofMember(failure, number, rows.members());
    }
  }

  private final class Run {
    private final double start;
    private final double settled;
    private final double end;
    private final double span;
    private final Progress progress;
    private final AdaptiveStepper stepper;
    private final Memory memory = Memory.of(renewed.layout());
    private final int tAt = renewed.inputs().getFirst().offset();
    private final Slot logs;
    private final Transfer after;
    private final Transfer states;
    private final Transfer vectors;
    private final Transfer slopes;
    private final double[] sums = new double[count];

    Run(Start member, double start, double settling, double span, Progress progress) {
      this.start = start;
      this.span = span;
      this.settled = start + settling;
      this.end = settled + span;
      this.progress = progress;
      this.stepper = new AdaptiveStepper(kernels, settings, member, start, end, failures);
      int carried = member.states().size();
      int half = carried / 2;
      List<Slot> in = renewed.inputs();
      List<Slot> out = renewed.outputs();
      this.logs = out.get(half);
      this.after = Transfer.between(stepper.after(), in.subList(1, 1 + carried), 1);
      this.states =
          Transfer.between(stepper.after().subList(0, half), stepper.before().subList(0, half), 1);
      this.vectors =
          Transfer.between(out.subList(0, half), stepper.before().subList(half, carried), 1);
      this.slopes = Transfer.between(out.subList(half + 1, out.size()), stepper.slopesBefore(), 1);
      Start.write(memory, in.subList(1 + carried, in.size()), member.environment(), 0, 1);
    }

    void all(ExponentRows rows, int number) {
      advanceTo(settled);
      BatchMeans means = new BatchMeans(count);
      for (int block = 0; block < BatchMeans.BLOCKS; block++) {
        double from = stepper.t();
        boolean last = block == BatchMeans.BLOCKS - 1;
        double to = last ? end : Math.fma(span, (block + 1.0) / BatchMeans.BLOCKS, settled);
        Arrays.fill(sums, 0);
        advanceTo(to);
        means.add(sums, 0, 1, Math.abs(to - from));
      }
      rows.put(number, means);
    }

    private void advanceTo(double target) {
      while (stepper.t() != target) {
        stepper.step(target);
        after.run(stepper.memory(), memory);
        memory.f64()[tAt] = stepper.t();
        renewed.run(memory);
        for (int k = 0; k < count; k++) {
          sums[k] += memory.f64()[logs.offset() + k];
        }
        states.run(stepper.memory(), stepper.memory());
        vectors.run(memory, stepper.memory());
        slopes.run(memory, stepper.memory());
        if (stepper.accepted() % STEPS_BETWEEN_LOOKS == 0) {
          stepper.requirePatience();
          progress.at((stepper.t() - start) / (end - start));
        }
      }
    }
  }
}
