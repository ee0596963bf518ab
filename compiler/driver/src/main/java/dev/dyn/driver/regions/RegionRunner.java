package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Region;
import dev.dyn.driver.Engine;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// Runs simulations and Lyapunov exponents for the evaluator, alone or for many members.
///
/// ```java
/// RegionRunner runner = new RegionRunner(JvmEngine::new, new Workers(2), Progress.NONE);
/// List<Tensor> results = runner.evaluator().run(program, arguments);
/// ```
///
/// The numbers depend neither on the engine nor on the number of threads. Kernels are kept for the
/// life of the runner.
public final class RegionRunner implements Regions {
  private final Evaluator evaluator = new Evaluator(this);
  private final Shared shared;

  /// @param engine makes the engine from the evaluator that runs what it does not compile
  public RegionRunner(Function<Evaluator, Engine> engine, Workers workers, Progress progress) {
    KernelStore kernels = new KernelStore(engine.apply(evaluator), evaluator);
    this.shared = new Shared(kernels, new Chunks(workers, Progress.coarse(progress)));
  }

  /// The evaluator that leaves its regions to this runner.
  public Evaluator evaluator() {
    return evaluator;
  }

  @Override
  public List<Tensor> run(Region region, List<Tensor> operands, int site) {
    Ensemble ensemble = Ensemble.of(region, operands);
    return switch (region) {
      case Region.SimulateFlow flow -> new FlowRegion(flow, ensemble, shared, site).run();
      case Region.SimulateMap map -> new MapRegion(map, ensemble, shared, site).run();
      case Region.LyapunovFlow flow ->
          new LyapunovFlowRegion(flow, ensemble, shared, evaluator, site).run();
      case Region.LyapunovMap map ->
          new LyapunovMapRegion(map, ensemble, shared, evaluator, site).run();
      case Region.Scan _ ->
          throw new IllegalStateException("scans are run by the evaluator itself");
    };
  }
}
