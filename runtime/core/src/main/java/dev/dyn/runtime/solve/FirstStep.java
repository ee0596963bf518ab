package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// Chooses the first step of a member: an Euler step of a hundredth of |x|/|x'| tells the second
/// derivative (Hairer, Nørsett, Wanner 1993, II.4).
final class FirstStep {
  private final Kernel start;
  private final Kernel probe;
  private final int states;
  private final Failures failures;
  private final Memory atStart;
  private final Memory atProbe;

  FirstStep(AdaptiveKernels kernels, int states, Failures failures) {
    this.start = kernels.start();
    this.probe = kernels.probe();
    this.states = states;
    this.failures = failures;
    this.atStart = Memory.of(start.layout());
    this.atProbe = Memory.of(probe.layout());
  }

  /// The signed size of the first step from `t` toward `end`. Afterwards the slopes at t are in
  /// [#slopes()] of [#memory()].
  double choose(Start member, AdaptiveStepper.Settings settings, double t, double end) {
    slopes(member, settings, t);
    double size = Math.sqrt(atStart.getReal(start.outputs().get(states), 0));
    double slope = Math.sqrt(atStart.getReal(start.outputs().get(states + 1), 0));
    double span = Math.abs(end - t);
    double sign = end >= t ? 1 : -1;
    double h0 = Math.min(span, size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope);
    double second = changeOfSlope(member, settings, t, sign * h0) / h0;
    double largest = Math.max(slope, second);
    double h1 =
        largest <= 1e-15
            ? Math.max(1e-6, h0 * 1e-3)
            : StrictMath.pow(0.01 / largest, 1.0 / (settings.order() + 1));
    double first = Math.min(span, Math.min(100 * h0, h1));
    // A probe that left the domain of the field says nothing: begin small.
    return sign * (first > 0 ? first : h0);
  }

  /// Computes the slopes at `t` alone.
  void slopes(Start member, AdaptiveStepper.Settings settings, double t) {
    fill(start, atStart, 1, member, settings);
    atStart.setReal(start.inputs().get(0), 0, t);
    Start.write(atStart, start.inputs().subList(1, 1 + states), member.states(), 0, 1);
    start.run(atStart);
    if (!Double.isFinite(atStart.getReal(start.outputs().get(states + 1), 0))) {
      throw failures.slopeNotFinite(t);
    }
  }

  private double changeOfSlope(
      Start member, AdaptiveStepper.Settings settings, double t, double size) {
    List<Slot> in = probe.inputs();
    fill(probe, atProbe, 2 + states, member, settings);
    atProbe.setReal(in.get(0), 0, t);
    atProbe.setReal(in.get(1), 0, size);
    Start.write(atProbe, in.subList(2, 2 + states), member.states(), 0, 1);
    Transfer.between(slopes(), in.subList(2 + states, 2 + 2 * states), 1).run(atStart, atProbe);
    probe.run(atProbe);
    return Math.sqrt(atProbe.getReal(probe.outputs().getFirst(), 0));
  }

  /// Writes the tolerances and the environment, which stand after the states and, if there are
  /// such, the slopes.
  private void fill(
      Kernel kernel, Memory memory, int before, Start member, AdaptiveStepper.Settings settings) {
    int at = before + states;
    List<Slot> in = kernel.inputs();
    memory.setReal(in.get(at), 0, settings.rtol());
    memory.setReal(in.get(at + 1), 0, settings.atol());
    Start.write(memory, in.subList(at + 2, in.size()), member.environment(), 0, 1);
  }

  Memory memory() {
    return atStart;
  }

  List<Slot> slopes() {
    return start.outputs().subList(0, states);
  }
}
