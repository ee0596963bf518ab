package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Region;
import dev.dyn.driver.Engine;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.program.LoopRun;
import dev.dyn.runtime.region.RegionDrivers;
import dev.dyn.runtime.region.RegionKernels;
import dev.dyn.runtime.solve.Progress;
import dev.dyn.runtime.solve.Workers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
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
  private final KernelStore kernels;
  private final RegionDrivers drivers;
  private final LoopBodies loops;

  /// @param engine makes the engine from the evaluator that runs what it does not compile
  public RegionRunner(Function<Evaluator, Engine> engine, Workers workers, Progress progress) {
    Engine made = engine.apply(evaluator);
    this.kernels = new KernelStore(made, evaluator);
    this.loops = new LoopBodies(made);
    this.drivers = new RegionDrivers(workers, progress);
  }

  /// The evaluator that leaves its regions to this runner.
  public Evaluator evaluator() {
    return evaluator;
  }

  public RegionDrivers drivers() {
    return drivers;
  }

  /// The kernels of a region, made when they are needed.
  public RegionKernels kernels(Region region) {
    return new StoredKernels(kernels, new StepBlocks(region));
  }

  @Override
  public List<Tensor> run(Region region, List<Tensor> operands, int site) {
    return drivers.run(RegionPlans.of(region, site), kernels(region), operands);
  }

  @Override
  public Optional<List<Tensor>> scan(Region.Scan scan, int turns, List<Tensor> operands) {
    return loops
        .body(scan, turns)
        .map(body -> {
          LoopCall.Plan plan =
              new LoopCall.Plan(
                  turns, scan.carried().size(), scan.scanned().size(), 1, List.of(), scan.stops());
          return new LoopRun(plan, body, operands).run();
        });
  }
}
