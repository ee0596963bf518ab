package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.HappeningKernels;
import dev.dyn.runtime.solve.HybridFlow;
import dev.dyn.runtime.solve.HybridRows;
import dev.dyn.runtime.solve.JumpLanes;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.solve.WalkMakers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Runs `simulate` of a system that moves in time and has jumps or events.
final class HybridFlowRegion {
  private final RegionPlan.Hybrid plan;
  private final MotionPlan.Flow flow;
  private final Ensemble ensemble;
  private final RegionKernels kernels;
  private final Chunks chunks;
  private final Failures failures;
  private final MovingSystem system;
  private final int streamAt;
  private final int methodAt;
  private final int gridAt;

  HybridFlowRegion(RegionPlan.Hybrid plan, MotionPlan.Flow flow, Ensemble ensemble, Shared shared) {
    this.plan = plan;
    this.flow = flow;
    this.ensemble = ensemble;
    this.kernels = shared.kernels();
    this.chunks = shared.chunks();
    this.failures = new Failures(plan.site());
    this.system = MovingSystem.of(plan, ensemble);
    this.streamAt = plan.states().size() + plan.environment();
    this.methodAt = streamAt + 1;
    this.gridAt = methodAt + flow.method().operands();
  }

  List<Tensor> run() {
    boolean isEach = times(0) instanceof SavedTimes.EachStep;
    int jumps = plan.rateSites().size();
    HybridFlow driver =
        new HybridFlow(
            walks(),
            happenings(kernels, plan),
            kernels.outputs(plan.outputs(), 1),
            flow.moving(),
            jumps > 0 || flow.moving() == 0,
            plan.time(),
            failures);
    HybridResults results = new HybridResults(plan, ensemble, failures);
    HybridRows rows = results.rows(isEach ? 0 : times(0).count());
    int[] saved = new int[ensemble.size()];
    chunks.run(
        ensemble.size(),
        1,
        (member, _, progress) -> {
          Start start = system.starts(member, member + 1).getFirst();
          long stream = ensemble.operand(streamAt, member).intAt(0);
          saved[member] =
              driver.run(
                  new JumpLanes.Member(start, stream), member, times(member), rows, progress);
        });
    return results.of(rows, isEach ? saved[0] : times(0).count());
  }

  private SavedTimes times(int member) {
    return Grids.times(flow.grid(), ensemble, gridAt, member);
  }

  private HybridFlow.Walks walks() {
    return switch (flow.method()) {
      case MethodPlan.Adaptive method -> {
        MethodKernels made = new MethodKernels(kernels, method);
        AdaptiveKernels single = made.adaptive(true, 1, Integer.MAX_VALUE);
        yield WalkMakers.adaptive(
            single, m -> made.settings(ensemble, methodAt, m), method.slopes(), failures);
      }
      case MethodPlan.Fixed method ->
          WalkMakers.fixed(
              kernels.single(Role.STEP),
              kernels.single(Role.SLOPES),
              kernels.single(Role.INSIDE),
              m -> failures.stepSize(ensemble.scalar(methodAt, m)),
              method.slopes());
    };
  }

  static HappeningKernels happenings(RegionKernels kernels, RegionPlan.Hybrid plan) {
    boolean jumps = !plan.rateSites().isEmpty();
    boolean events = plan.events() > 0;
    return new HappeningKernels(
        kernel(kernels, Role.RATES, jumps),
        kernel(kernels, Role.FIRE, jumps),
        kernel(kernels, Role.GUARDS, events),
        kernel(kernels, Role.ACT, events),
        plan.rateSites());
  }

  private static Optional<Kernel> kernel(RegionKernels kernels, Role role, boolean isThere) {
    return isThere ? Optional.of(kernels.single(role)) : Optional.empty();
  }
}
