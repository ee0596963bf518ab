package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.List;

/// One member on its way: state, slopes, time and step size, and steps until one is accepted.
///
/// The states at the start of the last step stay in the inputs of the attempt until [#next()], so that what lies inside the step can
/// be had.
public final class AdaptiveStepper {
  /// A step is stretched by up to this factor to meet a time exactly.
  private static final double STRETCH = 1.01;

  /// Steps below this many units in the last place of t are lost in rounding.
  private static final double LEAST_ULPS = 8;

  private final AdaptiveKernels kernels;
  private final Settings settings;
  private final Failures failures;
  private final int states;
  private final Kernel attempt;
  private final Memory memory;
  private final Transfer onward;
  private final StepControl control;
  private final int tAt;
  private final int hAt;
  private final int errorAt;

  private double t;
  private double h;
  private double begun;
  private double taken;
  private long accepted;
  private long rejected;

  /// @param order of the solution that the error estimate compares with
  /// @param limit the most steps that a run may take
  public record Settings(double rtol, double atol, int order, long limit) {}

  /// Begins at `t` and chooses the first step toward `end`.
  public AdaptiveStepper(
      AdaptiveKernels kernels, Settings settings, Start member, double t, double end, Failures failures) {
    this.kernels = kernels;
    this.settings = settings;
    this.failures = failures;
    this.states = member.states().size();
    this.attempt = kernels.attempt();
    this.memory = Memory.of(attempt.layout());
    List<Slot> in = attempt.inputs();
    List<Slot> out = attempt.outputs();
    this.onward = Transfer.between(out.subList(0, 2 * states), in.subList(2, 2 + 2 * states), 1);
    this.control = new StepControl(settings.order());
    this.tAt = in.get(0).offset();
    this.hAt = in.get(1).offset();
    this.errorAt = out.get(2 * states).offset();
    this.t = t;
    Start.write(memory, in.subList(2, 2 + states), member.states(), 0, 1);
    tolerancesAndEnvironment(attempt, memory, 2 + 2 * states, member);
    this.h = firstStep(member, end);
  }

  private void tolerancesAndEnvironment(Kernel kernel, Memory target, int from, Start member) {
    List<Slot> in = kernel.inputs();
    target.setReal(in.get(from), 0, settings.rtol());
    target.setReal(in.get(from + 1), 0, settings.atol());
    Start.write(target, in.subList(from + 2, in.size()), member.environment(), 0, 1);
  }

  /// The first step after Hairer, Nørsett, Wanner (1993), II.4: an Euler step of a hundredth of |x|/|x'| tells the second derivative.
  private double firstStep(Start member, double end) {
    Kernel start = kernels.start();
    Memory m = Memory.of(start.layout());
    m.setReal(start.inputs().get(0), 0, t);
    Start.write(m, start.inputs().subList(1, 1 + states), member.states(), 0, 1);
    tolerancesAndEnvironment(start, m, 1 + states, member);
    start.run(m);
    Transfer.between(
            start.outputs().subList(0, states), attempt.inputs().subList(2 + states, 2 + 2 * states), 1)
        .run(m, memory);
    double size = Math.sqrt(m.getReal(start.outputs().get(states), 0));
    double slope = Math.sqrt(m.getReal(start.outputs().get(states + 1), 0));
    if (!Double.isFinite(slope)) {
      throw failures.slopeNotFinite(t);
    }
    double span = Math.abs(end - t);
    double sign = end >= t ? 1 : -1;
    double h0 = Math.min(span, size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope);
    double second = changeOfSlope(member, sign * h0) / h0;
    double largest = Math.max(slope, second);
    double h1 =
        largest <= 1e-15
            ? Math.max(1e-6, h0 * 1e-3)
            : StrictMath.pow(0.01 / largest, 1.0 / (settings.order() + 1));
    double first = Math.min(span, Math.min(100 * h0, h1));
    // A probe that left the domain of the field says nothing: begin small.
    return sign * (first > 0 ? first : h0);
  }

  private double changeOfSlope(Start member, double size) {
    Kernel probe = kernels.probe();
    Memory m = Memory.of(probe.layout());
    Transfer.between(attempt.inputs().subList(2, 2 + 2 * states), probe.inputs().subList(2, 2 + 2 * states), 1)
        .run(memory, m);
    m.setReal(probe.inputs().get(0), 0, t);
    m.setReal(probe.inputs().get(1), 0, size);
    tolerancesAndEnvironment(probe, m, 2 + 2 * states, member);
    probe.run(m);
    return Math.sqrt(m.getReal(probe.outputs().getFirst(), 0));
  }

  /// Takes a step toward `target`, which is met exactly when it comes within reach. Afterwards the states after the step are the
  /// outputs of the attempt; [#next()] makes them the start of the next step.
  public void step(double target) {
    double[] f64 = memory.f64();
    f64[tAt] = t;
    while (true) {
      double distance = target - t;
      boolean lands = Math.abs(h) * STRETCH >= Math.abs(distance);
      double tried = lands ? distance : h;
      f64[hAt] = tried;
      attempt.run(memory);
      double square = f64[errorAt];
      if (square <= 1) {
        begun = t;
        taken = tried;
        t = lands ? target : t + tried;
        // A step cut short to meet a time says little about the size of the next.
        double next = tried * control.accepted(square);
        h = lands && Math.abs(next) < Math.abs(h) ? h : next;
        accepted++;
        return;
      }
      reject(tried, square, target);
    }
  }

  private void reject(double tried, double square, double target) {
    rejected++;
    h = tried * control.rejected(square);
    if (Math.abs(h) < LEAST_ULPS * Math.ulp(t)) {
      throw Double.isFinite(square)
          ? failures.stepUnderflow(t, h, settings.rtol())
          : failures.slopeNotFinite(t);
    }
    requirePatience(target);
  }

  /// Goes on from the states after the step.
  public void next() {
    onward.run(memory, memory);
  }

  /// Stops a run that takes too long; to be asked now and then, as it costs a little.
  public void requirePatience(double end) {
    failures.stopIfInterrupted();
    if (accepted + rejected > settings.limit()) {
      throw failures.tooManySteps(settings.limit(), t, end);
    }
  }

  /// The time after the last step.
  public double t() {
    return t;
  }

  /// The time before the last step.
  double begun() {
    return begun;
  }

  /// The size of the last step.
  double taken() {
    return taken;
  }

  public long accepted() {
    return accepted;
  }

  public long rejected() {
    return rejected;
  }

  public Memory memory() {
    return memory;
  }

  /// The states after the last step.
  public List<Slot> after() {
    return attempt.outputs().subList(0, states);
  }

  /// The slopes after the last step.
  public List<Slot> slopesAfter() {
    return attempt.outputs().subList(states, 2 * states);
  }

  /// The states from which the next step starts.
  public List<Slot> before() {
    return attempt.inputs().subList(2, 2 + states);
  }

  /// The slopes from which the next step starts.
  public List<Slot> slopesBefore() {
    return attempt.inputs().subList(2 + states, 2 + 2 * states);
  }

  /// All that the methods for times inside the step take of it: states, slopes and stages.
  List<Slot> slopesOfStep(boolean withEnd) {
    List<Slot> all = new ArrayList<>(attempt.inputs().subList(2, 2 + 2 * states));
    List<Slot> out = attempt.outputs();
    all.addAll(out.subList(2 * states + 1, out.size()));
    if (withEnd) {
      all.addAll(slopesAfter());
    }
    return all;
  }
}
