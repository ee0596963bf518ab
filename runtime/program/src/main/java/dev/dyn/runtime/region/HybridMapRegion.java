package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.HybridMap;
import dev.dyn.runtime.solve.HybridRows;
import dev.dyn.runtime.solve.JumpLanes;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Runs `simulate` of a map with events.
record HybridMapRegion(
    RegionPlan.Hybrid plan, MotionPlan.Steps map, Ensemble ensemble, Shared shared) {
  List<Tensor> run() {
    Failures failures = new Failures(plan.site());
    MovingSystem system = MovingSystem.of(plan, ensemble);
    RegionKernels kernels = shared.kernels();
    int streamAt = plan.states().size() + plan.environment();
    HybridMap driver =
        new HybridMap(
            kernels.single(Role.STEP),
            HybridFlowRegion.happenings(kernels, plan),
            kernels.outputs(plan.outputs(), 1),
            plan.states().size(),
            failures);
    HybridResults results = new HybridResults(plan, ensemble, failures);
    HybridRows rows = results.rows(map.steps() + 1, ensemble.size());
    shared
        .chunks()
        .run(
            ensemble.size(),
            1,
            (member, _, progress) -> {
              long discard =
                  failures.count(
                      "steps to discard", ensemble.operand(streamAt + 1, member).intAt(0));
              Start start = system.starts(member, member + 1).getFirst();
              long stream = ensemble.operand(streamAt, member).intAt(0);
              driver.run(
                  new JumpLanes.Member(start, stream),
                  member,
                  discard,
                  map.steps(),
                  rows,
                  progress);
            });
    return results.of(rows, map.steps() + 1);
  }
}
