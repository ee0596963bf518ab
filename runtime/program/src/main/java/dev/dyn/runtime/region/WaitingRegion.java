package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.HybridRows;
import dev.dyn.runtime.solve.JumpKernels;
import dev.dyn.runtime.solve.JumpLanes;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Runs `simulate` of a system that only jumps.
final class WaitingRegion {
  private final RegionPlan.Hybrid plan;
  private final MotionPlan.Waiting waiting;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;
  private final int streamAt;

  WaitingRegion(
      RegionPlan.Hybrid plan, MotionPlan.Waiting waiting, Ensemble ensemble, Shared shared) {
    this.plan = plan;
    this.waiting = waiting;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(plan.site());
    this.system = MovingSystem.of(plan, ensemble);
    this.streamAt = plan.states().size() + plan.environment();
  }

  List<Tensor> run() {
    RegionKernels kernels = shared.kernels();
    SavedTimes times = times(0);
    boolean isEach = times instanceof SavedTimes.EachStep;
    boolean alike = !ensemble.differsWithin(streamAt + 1, ensemble.operands().size());
    int lanes = alike ? kernels.lanes(Role.JUMP, ensemble.size()) : 1;
    JumpKernels jumping =
        new JumpKernels(
            kernels.few(Role.BEGIN_JUMPS, ensemble.size()),
            kernels.inLanes(Role.JUMP, lanes),
            plan.rateSites().size());
    JumpLanes driver =
        new JumpLanes(
            jumping,
            kernels.outputs(plan.outputs(), lanes),
            plan.states().size(),
            plan.rateSites(),
            failures);
    HybridResults results = new HybridResults(plan, ensemble, failures);
    HybridRows rows = results.rows(isEach ? 0 : times.count(), ensemble.size());
    int[] saved = new int[ensemble.size()];
    shared
        .chunks()
        .runBeside(
            ensemble.size(),
            lanes,
            (first, end, progress) ->
                saved[first] =
                    driver.run(members(first, end), first, times(first), rows, progress));
    return results.of(rows, isEach ? saved[0] : times.count());
  }

  private SavedTimes times(int member) {
    return Grids.times(waiting.grid(), ensemble, streamAt + 1, member);
  }

  private List<JumpLanes.Member> members(int first, int end) {
    List<Start> starts = system.starts(first, end);
    List<JumpLanes.Member> members = new ArrayList<>();
    for (int k = 0; k < starts.size(); k++) {
      long stream = ensemble.operand(streamAt, first + k).intAt(0);
      members.add(new JumpLanes.Member(starts.get(k), stream));
    }
    return members;
  }
}
