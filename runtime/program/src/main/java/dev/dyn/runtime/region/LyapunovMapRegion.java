package dev.dyn.runtime.region;

import dev.dyn.runtime.analysis.ExponentRows;
import dev.dyn.runtime.analysis.TangentIteration;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Runs `lyapunov` of a map.
final class LyapunovMapRegion {
  private final RegionPlan.OrbitExponents map;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;

  LyapunovMapRegion(RegionPlan.OrbitExponents map, Ensemble ensemble, Shared shared) {
    this.map = map;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(map.site());
    this.system =
        new MovingSystem(
            ensemble,
            map.states().size(),
            map.environment(),
            TangentVectors.initial(map.states(), map.count(), shared.kernels()));
  }

  List<Tensor> run() {
    int stepsAt = map.states().size() + map.environment();
    RegionKernels kernels = shared.kernels();
    boolean alike = !ensemble.differsWithin(stepsAt, stepsAt + 2);
    int lanes = alike ? kernels.lanes(Role.TANGENT_STEP, ensemble.size()) : 1;
    Kernel kernel = kernels.inLanes(Role.TANGENT_STEP, lanes);
    List<String> names = Carried.names(map.states());
    TangentIteration iteration =
        new TangentIteration(kernel, 2 * names.size(), map.count(), names, failures);
    ExponentRows rows = new ExponentRows(ensemble.size(), map.count());
    shared
        .chunks()
        .runBeside(
            ensemble.size(),
            lanes,
            (first, end, progress) ->
                iteration.run(
                    system.starts(first, end), first, plan(stepsAt, first), rows, progress));
    return ExponentResults.of(rows, ensemble);
  }

  private TangentIteration.Plan plan(int stepsAt, int member) {
    long steps = failures.count("steps", ensemble.operand(stepsAt, member).intAt(0));
    long settling =
        failures.count("steps of the transient", ensemble.operand(stepsAt + 1, member).intAt(0));
    return new TangentIteration.Plan(
        new TangentIteration.Stretch(settling, 0, 0, 1, 0),
        new TangentIteration.Stretch(steps, settling, 0, 1, 0),
        false);
  }
}
