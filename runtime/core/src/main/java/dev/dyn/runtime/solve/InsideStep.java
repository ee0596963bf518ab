package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// States of one member at times inside its last step, from the memory in which the attempt stands.
final class InsideStep {
  private final Kernel at;
  private final Memory memory;
  private final Memory source;
  private final int lane;
  private final LaneTransfer given;
  private final Optional<ExtraStages> extra;
  private final int sAt;
  private final int hAt;
  private double ready = Double.NaN;

  /// @param states how many
  /// @param source the memory of the attempt, with the member in lane `lane`
  InsideStep(Kernel attempt, AdaptiveKernels.Inside kernels, int states, Memory source, int lane) {
    this.at = kernels.at();
    this.memory = Memory.of(at.layout());
    this.source = source;
    this.lane = lane;
    List<Slot> slots = slotsOfStep(attempt, states, kernels.takesEnd());
    int count = slots.size();
    List<Slot> in = at.inputs();
    this.sAt = in.get(0).offset();
    this.hAt = in.get(1).offset();
    this.given = new LaneTransfer(slots, attempt.lanes(), in.subList(2, 2 + count), 1);
    List<Slot> further = in.subList(2 + count, in.size());
    this.extra = kernels.extra().map(k -> new ExtraStages(k, slots, attempt.lanes(), further));
  }

  /// All that the methods for times inside the step take of it: states, slopes and stages.
  private static List<Slot> slotsOfStep(Kernel attempt, int states, boolean withEnd) {
    List<Slot> all = new ArrayList<>(attempt.inputs().subList(2, 2 + 2 * states));
    List<Slot> out = attempt.outputs();
    all.addAll(out.subList(2 * states + 1, out.size()));
    if (withEnd) {
      all.addAll(out.subList(states, 2 * states));
    }
    return all;
  }

  /// Stages that dense output alone needs, computed once for each step with saved times.
  private record ExtraStages(
      Kernel kernel, Memory memory, int given, LaneTransfer in, LaneTransfer out) {
    ExtraStages(Kernel kernel, List<Slot> slots, int lanes, List<Slot> further) {
      this(
          kernel,
          Memory.of(kernel.layout()),
          slots.size(),
          new LaneTransfer(slots, lanes, kernel.inputs().subList(2, 2 + slots.size()), 1),
          new LaneTransfer(kernel.outputs(), 1, further, 1));
    }

    void compute(StepPlan plan, Memory source, int lane) {
      List<Slot> slots = kernel.inputs();
      in.run(source, lane, memory, 0);
      memory.f64()[slots.get(0).offset()] = plan.begun();
      memory.f64()[slots.get(1).offset()] = plan.taken();
      kernel.run(memory);
    }
  }

  /// Another member has taken the place.
  void begin(Start member) {
    ready = Double.NaN;
    extra.ifPresent(stages -> {
      List<Slot> in = stages.kernel.inputs();
      List<Slot> environment = in.subList(2 + stages.given, in.size());
      Start.write(stages.memory, environment, member.environment(), 0, 1);
    });
  }

  /// The last step is another now.
  void forget() {
    ready = Double.NaN;
  }

  /// Computes the states at time `t` of the step that `plan` has made last.
  void at(double t, StepPlan plan) {
    if (ready != plan.begun()) {
      prepare(plan);
      ready = plan.begun();
    }
    memory.f64()[sAt] = (t - plan.begun()) / plan.taken();
    at.run(memory);
  }

  private void prepare(StepPlan plan) {
    given.run(source, lane, memory, 0);
    memory.f64()[hAt] = plan.taken();
    extra.ifPresent(stages -> {
      stages.compute(plan, source, lane);
      stages.out.run(stages.memory, 0, memory, 0);
    });
  }

  Memory memory() {
    return memory;
  }

  List<Slot> slots() {
    return at.outputs();
  }
}
