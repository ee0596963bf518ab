package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FlowRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.solve.StochasticFlow;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Runs `simulate` of stochastic equations. Members of an ensemble run in crews: one kernel call is
/// one step of all of them, so that calls and draws are paid once for many.
final class DiffusionRegion {
  private final RegionPlan.Diffusion plan;
  private final Ensemble ensemble;
  private final RegionKernels kernels;
  private final Chunks chunks;
  private final Failures failures;
  private final int stepAt;
  private final int gridAt;
  private final int noiseAt;

  DiffusionRegion(RegionPlan.Diffusion plan, Ensemble ensemble, Shared shared) {
    this.plan = plan;
    this.ensemble = ensemble;
    this.kernels = shared.kernels();
    this.chunks = shared.chunks();
    this.failures = new Failures(plan.site());
    this.stepAt = plan.states().size() + plan.environment();
    this.gridAt = stepAt + 1;
    this.noiseAt = gridAt + plan.grid().operands();
  }

  List<Tensor> run() {
    int size = plan.crew();
    CrewStart starts = new CrewStart(ensemble, plan.states().size(), plan.environment(), size);
    Kernel step = kernels.single(Role.STEP);
    var outputs = kernels.outputs(plan.outputs(), 1);
    FlowRows rows = rows(times(0).count());
    RunNoise noise = new RunNoise(plan.noise(), plan.noises(), ensemble, noiseAt, size);
    chunks.run(
        ensemble.size(),
        size,
        (first, end, progress) -> {
          double dt = failures.stepSize(ensemble.scalar(stepAt, first));
          SavedTimes times = times(first);
          noise.requireCovered(times, first, end, failures);
          StochasticFlow.Crew crew =
              new StochasticFlow.Crew(starts.of(first, end), first, end - first, size);
          new StochasticFlow(
                  step,
                  outputs,
                  plan.states().size(),
                  dt,
                  plan.slopes(),
                  plan.keepsNonFinite(),
                  failures)
              .run(crew, slots -> noise.of(first, end, slots), times, rows, progress);
        });
    return results(rows);
  }

  private SavedTimes times(int member) {
    SavedTimes times = Grids.times(plan.grid(), ensemble, gridAt, member);
    return times instanceof SavedTimes.EachStep each
        ? each.ofSize(failures.stepSize(ensemble.scalar(stepAt, member)))
        : times;
  }

  // ---- results

  private FlowRows rows(int count) {
    long total = (long) count * ensemble.size();
    List<Rows> states = SavedRows.of(plan.states(), total, failures);
    List<Rows> outputs = SavedRows.of(plan.outputs(), total, failures);
    Rows times = Rows.of("t", plan.time(), Shape.SCALAR, total, failures);
    List<String> names = Carried.names(plan.states());
    return new FlowRows(count, times, states, outputs, new long[3 * ensemble.size()], names);
  }

  private List<Tensor> results(FlowRows rows) {
    int count = rows.count();
    int total = count * ensemble.size();
    List<Tensor> results = new ArrayList<>();
    results.add(ensemble.shaped(rows.times().tensor(total), count));
    rows.states().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    rows.outputs().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    results.add(ensemble.shaped(Tensor.vector(rows.statistics()), 3));
    return results;
  }
}
