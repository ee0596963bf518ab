package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.RunFailure;
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
  private final Moving moving;
  private final Ensemble ensemble;
  private final RegionKernels kernels;
  private final Chunks chunks;
  private final Failures failures;
  private final MovingSystem system;

  /// How the system moves between happenings.
  ///
  /// @param states how many of them have an equation
  /// @param gridAt the position of the grid's first operand
  /// @param starting looks at a member before it starts
  private record Moving(
      int states, GridPlan grid, int gridAt, HybridFlow.Walks walks, Starting starting) {}

  private interface Starting {
    void require(SavedTimes times, int member);
  }

  private HybridFlowRegion(
      RegionPlan.Hybrid plan, Moving moving, Ensemble ensemble, Shared shared, Failures failures) {
    this.plan = plan;
    this.moving = moving;
    this.ensemble = ensemble;
    this.kernels = shared.kernels();
    this.chunks = shared.chunks();
    this.failures = failures;
    this.system = MovingSystem.of(plan, ensemble);
  }

  static HybridFlowRegion of(
      RegionPlan.Hybrid plan, MotionPlan.Flow flow, Ensemble ensemble, Shared shared) {
    Failures failures = new Failures(plan.site());
    int methodAt = streamAt(plan) + 1;
    Moving moving =
        new Moving(
            flow.moving(),
            flow.grid(),
            methodAt + flow.method().operands(),
            walks(flow.method(), ensemble, methodAt, shared.kernels(), failures),
            (_, _) -> {});
    return new HybridFlowRegion(plan, moving, ensemble, shared, failures);
  }

  static HybridFlowRegion of(
      RegionPlan.Hybrid plan, MotionPlan.Diffusion run, Ensemble ensemble, Shared shared) {
    Failures failures = new Failures(plan.site());
    int stepAt = streamAt(plan) + 1;
    int noiseAt = stepAt + 1 + run.grid().operands();
    RunNoise noise = new RunNoise(run.noise(), run.noises(), ensemble, noiseAt, 1);
    HybridFlow.Walks walks =
        WalkMakers.diffusion(
            shared.kernels().single(Role.STEP),
            m -> failures.stepSize(ensemble.scalar(stepAt, m)),
            m -> slots -> noise.of(m, m + 1, slots),
            run.slopes());
    Moving moving =
        new Moving(
            run.moving(),
            run.grid(),
            stepAt + 1,
            walks,
            (times, m) -> noise.requireCovered(times, m, m + 1, failures));
    return new HybridFlowRegion(plan, moving, ensemble, shared, failures);
  }

  private static int streamAt(RegionPlan.Hybrid plan) {
    return plan.states().size() + plan.environment();
  }

  List<Tensor> run() {
    int jumps = plan.rateSites().size();
    HybridFlow driver =
        new HybridFlow(
            moving.walks(),
            happenings(kernels, plan),
            kernels.outputs(plan.outputs(), 1),
            moving.states(),
            jumps > 0 || moving.states() == 0,
            plan.time(),
            failures);
    HybridResults results = new HybridResults(plan, ensemble, failures);
    if (times(0) instanceof SavedTimes.EachStep) {
      return eachStep(driver, results);
    }
    HybridRows rows = results.rows(times(0).count(), ensemble.size());
    chunks.run(
        ensemble.size(),
        1,
        (member, _, progress) -> {
          moving.starting().require(times(member), member);
          driver.run(member(member), member, times(member), rows, progress);
        });
    return results.of(rows, times(0).count());
  }

  /// Each member has rows of its own, as many as steps.
  private List<Tensor> eachStep(HybridFlow driver, HybridResults results) {
    HybridRows[] own = new HybridRows[ensemble.size()];
    int[] saved = new int[ensemble.size()];
    chunks.run(
        ensemble.size(),
        1,
        (member, _, progress) -> {
          moving.starting().require(times(member), member);
          own[member] = results.rows(0, 1);
          try {
            saved[member] = driver.run(member(member), 0, times(member), own[member], progress);
          } catch (RunFailure failure) {
            throw Failures.ofMember(failure, member, ensemble.size());
          }
        });
    return own.length == 1 ? results.of(own[0], saved[0]) : results.of(List.of(own), saved);
  }

  private JumpLanes.Member member(int member) {
    Start start = system.starts(member, member + 1).getFirst();
    return new JumpLanes.Member(start, ensemble.operand(streamAt(plan), member).intAt(0));
  }

  private SavedTimes times(int member) {
    return Grids.times(moving.grid(), ensemble, moving.gridAt(), member);
  }

  private static HybridFlow.Walks walks(
      MethodPlan of, Ensemble ensemble, int at, RegionKernels kernels, Failures failures) {
    return switch (of) {
      case MethodPlan.Adaptive method -> {
        MethodKernels made = new MethodKernels(kernels, method);
        AdaptiveKernels single = made.adaptive(true, 1, Integer.MAX_VALUE);
        yield WalkMakers.adaptive(
            single, m -> made.settings(ensemble, at, m), method.slopes(), failures);
      }
      case MethodPlan.Fixed method ->
          WalkMakers.fixed(
              kernels.single(Role.STEP),
              kernels.single(Role.SLOPES),
              kernels.single(Role.INSIDE),
              m -> failures.stepSize(ensemble.scalar(at, m)),
              method.slopes());
    };
  }

  static HappeningKernels happenings(RegionKernels kernels, RegionPlan.Hybrid plan) {
    boolean jumps = !plan.rateSites().isEmpty();
    boolean events = plan.events() > 0;
    boolean depths = events && plan.motion() instanceof MotionPlan.Flow;
    return new HappeningKernels(
        kernel(kernels, Role.RATES, jumps),
        kernel(kernels, Role.FIRE, jumps),
        kernel(kernels, Role.GUARDS, events),
        kernel(kernels, Role.ACT, events),
        kernel(kernels, Role.DEPTHS, depths),
        plan.rateSites(),
        plan.logged());
  }

  private static Optional<Kernel> kernel(RegionKernels kernels, Role role, boolean isThere) {
    return isThere ? Optional.of(kernels.single(role)) : Optional.empty();
  }
}
