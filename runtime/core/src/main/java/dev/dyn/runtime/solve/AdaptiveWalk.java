package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// Steps that follow the error, with dense output inside.
final class AdaptiveWalk implements Walk {
  private final AdaptiveStepper stepper;
  private final InsideStep inside;
  private final int slopes;
  private long evaluations;

  /// @param kernels for one member, with what dense output needs
  /// @param slopes evaluations of the field in an attempt
  AdaptiveWalk(
      AdaptiveKernels kernels,
      AdaptiveStepper.Settings settings,
      int slopes,
      Start member,
      double t,
      double end,
      Failures failures) {
    this.stepper = new AdaptiveStepper(kernels, settings, member, t, end, failures);
    this.inside =
        new InsideStep(
            kernels.attempt(),
            kernels.inside().orElseThrow(),
            member.states().size(),
            stepper.memory(),
            0);
    inside.begin(member);
    this.slopes = slopes;
    this.evaluations = 2;
  }

  @Override
  public double t() {
    return stepper.t();
  }

  @Override
  public double begun() {
    return stepper.plan().begun();
  }

  @Override
  public void step(double target) {
    long before = stepper.accepted() + stepper.rejected();
    stepper.step(target);
    evaluations += (stepper.accepted() + stepper.rejected() - before) * slopes;
    inside.forget();
  }

  @Override
  public void redo(double time) {
    stepper.redo(time);
    evaluations += slopes;
    inside.forget();
  }

  @Override
  public void inside(double time) {
    inside.at(time, stepper.plan());
  }

  @Override
  public void next() {
    stepper.next();
  }

  @Override
  public void renew(Start member, double end, boolean choosesStep) {
    stepper.renew(member, end, choosesStep);
    inside.begin(member);
    evaluations += choosesStep ? 2 : 1;
  }

  @Override
  public Memory memory() {
    return stepper.memory();
  }

  @Override
  public List<Slot> before() {
    return stepper.before();
  }

  @Override
  public List<Slot> after() {
    return stepper.after();
  }

  @Override
  public Memory insideMemory() {
    return inside.memory();
  }

  @Override
  public List<Slot> inside() {
    return inside.slots();
  }

  @Override
  public long accepted() {
    return stepper.accepted();
  }

  @Override
  public long rejected() {
    return stepper.rejected();
  }

  @Override
  public long evaluations() {
    return evaluations;
  }

  @Override
  public void requirePatience() {
    stepper.requirePatience();
  }
}
