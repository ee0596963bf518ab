package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// One member on its way: state, slopes, time and step size, and steps until one is accepted.
///
/// The states at the start of the last step stay in the inputs of the attempt until [#next()], so
/// that what lies inside the step can be had.
public final class AdaptiveStepper {
  private final int states;
  private final Kernel attempt;
  private final Memory memory;
  private final Transfer onward;
  private final StepPlan plan;
  private final FirstStep first;
  private final Settings settings;
  private final int tAt;
  private final int hAt;
  private final int errorAt;

  /// @param order of the solution that the error estimate compares with
  /// @param limit the most steps that a run may take
  public record Settings(double rtol, double atol, int order, long limit) {}

  /// Begins at `t` and chooses the first step toward `end`.
  public AdaptiveStepper(
      AdaptiveKernels kernels,
      Settings settings,
      Start member,
      double t,
      double end,
      Failures failures) {
    this.states = member.states().size();
    this.attempt = kernels.attempt();
    this.memory = Memory.of(attempt.layout());
    List<Slot> in = attempt.inputs();
    List<Slot> out = attempt.outputs();
    this.onward = Transfer.between(out.subList(0, 2 * states), in.subList(2, 2 + 2 * states), 1);
    this.tAt = in.get(0).offset();
    this.hAt = in.get(1).offset();
    this.errorAt = out.get(2 * states).offset();
    Start.write(memory, before(), member.states(), 0, 1);
    memory.setReal(in.get(2 + 2 * states), 0, settings.rtol());
    memory.setReal(in.get(3 + 2 * states), 0, settings.atol());
    Start.write(memory, in.subList(4 + 2 * states, in.size()), member.environment(), 0, 1);
    this.settings = settings;
    this.first = new FirstStep(kernels, states, failures);
    this.plan = new StepPlan(settings, t, first.choose(member, settings, t, end), failures);
    Transfer.between(first.slopes(), slopesBefore(), 1).run(first.memory(), memory);
  }

  /// Takes a step toward `target`, which is met exactly when it comes within reach. Afterwards the
  /// states after the step are the outputs of the attempt; [#next()] makes them the start of the
  /// next step.
  public void step(double target) {
    double[] f64 = memory.f64();
    f64[tAt] = plan.t();
    do {
      f64[hAt] = plan.propose(target);
      attempt.run(memory);
    } while (!plan.judge(f64[errorAt]));
  }

  /// Goes on from the states after the step.
  public void next() {
    onward.run(memory, memory);
  }

  /// Takes the last step once more, so that it ends at `time`, which lies inside it or at its end.
  void redo(double time) {
    memory.f64()[hAt] = time - plan.begun();
    attempt.run(memory);
    plan.shorten(time);
  }

  /// Goes on from other states and another environment, as after a jump; with a first step toward
  /// `end` that is chosen anew, or with steps of the size they had.
  void renew(Start member, double end, boolean choosesStep) {
    Start.write(memory, before(), member.states(), 0, 1);
    List<Slot> in = attempt.inputs();
    Start.write(memory, in.subList(4 + 2 * states, in.size()), member.environment(), 0, 1);
    if (choosesStep) {
      plan.renew(first.choose(member, settings, plan.t(), end));
    } else {
      first.slopes(member, settings, plan.t());
    }
    Transfer.between(first.slopes(), slopesBefore(), 1).run(first.memory(), memory);
  }

  /// Stops a run that takes too long; to be asked now and then, as it costs a little.
  public void requirePatience() {
    plan.requirePatience();
  }

  /// The time after the last step.
  public double t() {
    return plan.t();
  }

  StepPlan plan() {
    return plan;
  }

  public long accepted() {
    return plan.accepted();
  }

  public long rejected() {
    return plan.rejected();
  }

  public Memory memory() {
    return memory;
  }

  /// The states after the last step.
  public List<Slot> after() {
    return attempt.outputs().subList(0, states);
  }

  /// The states from which the next step starts.
  public List<Slot> before() {
    return attempt.inputs().subList(2, 2 + states);
  }

  /// The slopes from which the next step starts.
  public List<Slot> slopesBefore() {
    return attempt.inputs().subList(2 + states, 2 + 2 * states);
  }
}
