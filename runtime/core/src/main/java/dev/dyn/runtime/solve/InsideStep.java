package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// States at times inside the last step of a stepper.
final class InsideStep {
  private final AdaptiveStepper stepper;
  private final AdaptiveKernels.Inside kernels;
  private final Memory memory;
  private final Transfer given;
  private final Optional<ExtraStages> extra;
  private final int sAt;
  private double ready = Double.NaN;

  InsideStep(AdaptiveStepper stepper, AdaptiveKernels.Inside kernels, Start member) {
    this.stepper = stepper;
    this.kernels = kernels;
    Kernel at = kernels.at();
    this.memory = Memory.of(at.layout());
    this.sAt = at.inputs().getFirst().offset();
    List<Slot> slots = stepper.slopesOfStep(kernels.takesEnd());
    this.given = Transfer.between(slots, at.inputs().subList(2, 2 + slots.size()), 1);
    List<Slot> further = at.inputs().subList(2 + slots.size(), at.inputs().size());
    this.extra = kernels.extra().map(k -> new ExtraStages(k, slots, further, member));
  }

  /// Stages that dense output alone needs, computed once for each step with saved times.
  private record ExtraStages(Kernel kernel, Memory memory, Transfer in, Transfer out) {
    ExtraStages(Kernel kernel, List<Slot> slots, List<Slot> further, Start member) {
      int count = slots.size();
      this(
          kernel,
          Memory.of(kernel.layout()),
          Transfer.between(slots, kernel.inputs().subList(2, 2 + count), 1),
          Transfer.between(kernel.outputs(), further, 1));
      Start.write(
          memory,
          kernel.inputs().subList(2 + count, kernel.inputs().size()),
          member.environment(),
          0,
          1);
    }

    void compute(AdaptiveStepper stepper) {
      List<Slot> slots = kernel.inputs();
      in.run(stepper.memory(), memory);
      memory.f64()[slots.get(0).offset()] = stepper.begun();
      memory.f64()[slots.get(1).offset()] = stepper.taken();
      kernel.run(memory);
    }
  }

  /// Computes the states at time `t` of the step.
  void at(double t) {
    if (ready != stepper.begun()) {
      prepare();
      ready = stepper.begun();
    }
    memory.f64()[sAt] = (t - stepper.begun()) / stepper.taken();
    kernels.at().run(memory);
  }

  private void prepare() {
    given.run(stepper.memory(), memory);
    memory.f64()[kernels.at().inputs().get(1).offset()] = stepper.taken();
    extra.ifPresent(
        stages -> {
          stages.compute(stepper);
          stages.out.run(stages.memory, memory);
        });
  }

  Memory memory() {
    return memory;
  }

  List<Slot> slots() {
    return kernels.at().outputs();
  }
}
