package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.Keeper;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Runs simulations and Lyapunov exponents, alone or for many members. The numbers depend neither
/// on the engine that the kernels come from nor on the number of threads.
public final class RegionDrivers {
  private final Chunks chunks;

  public RegionDrivers(Workers workers, Progress progress) {
    this.chunks = new Chunks(workers, Progress.coarse(progress));
  }

  /// As below; nothing is kept of the run.
  public List<Tensor> run(RegionPlan plan, RegionKernels kernels, List<Tensor> operands) {
    return run(plan, kernels, operands, Keeper.NONE);
  }

  /// The results of `plan` on `operands`.
  ///
  /// @param keeper is asked by runs that can be kept: those of maps
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure for what only the run can know, such as a state that
  ///   became infinite
  public List<Tensor> run(
      RegionPlan plan, RegionKernels kernels, List<Tensor> operands, Keeper keeper) {
    Ensemble ensemble = Ensemble.of(plan.members(), operands);
    Shared shared = new Shared(kernels, chunks, keeper);
    return switch (plan) {
      case RegionPlan.Flow flow -> new FlowRegion(flow, ensemble, shared).run();
      case RegionPlan.Diffusion diffusion -> new DiffusionRegion(diffusion, ensemble, shared).run();
      case RegionPlan.Orbit orbit -> new MapRegion(orbit, ensemble, shared).run();
      case RegionPlan.Hybrid hybrid ->
          switch (hybrid.motion()) {
            case MotionPlan.Waiting waiting ->
                new WaitingRegion(hybrid, waiting, ensemble, shared).run();
            case MotionPlan.Flow flow -> HybridFlowRegion.of(hybrid, flow, ensemble, shared).run();
            case MotionPlan.Diffusion run ->
                HybridFlowRegion.of(hybrid, run, ensemble, shared).run();
            case MotionPlan.Steps map -> new HybridMapRegion(hybrid, map, ensemble, shared).run();
          };
      case RegionPlan.FlowExponents flow -> new LyapunovFlowRegion(flow, ensemble, shared).run();
      case RegionPlan.OrbitExponents orbit -> new LyapunovMapRegion(orbit, ensemble, shared).run();
    };
  }
}
