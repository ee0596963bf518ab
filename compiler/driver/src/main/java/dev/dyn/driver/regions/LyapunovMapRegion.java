package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.TangentSteps;
import dev.dyn.runtime.analysis.ExponentRows;
import dev.dyn.runtime.analysis.TangentIteration;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/// Runs `lyapunov` of a map.
final class LyapunovMapRegion {
  private static final String ROLE = "tangent step";

  private final Region.LyapunovMap map;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;

  LyapunovMapRegion(
      Region.LyapunovMap map, Ensemble ensemble, Shared shared, Evaluator evaluator, int site) {
    this.map = map;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(site);
    int states = map.states().size();
    var vectors = map.next().resultTypes().subList(states, 2 * states);
    this.system =
        new MovingSystem(map.next(), ensemble, states, TangentVectors.initial(vectors, evaluator));
  }

  List<Tensor> run() {
    int stepsAt = map.states().size() + map.environment().size();
    KernelStore kernels = shared.kernels();
    Supplier<Block> step = () -> TangentSteps.map(system.right(), map.count());
    boolean alike = !ensemble.differsWithin(stepsAt, stepsAt + 2);
    int lanes = alike ? kernels.lanes(system.right(), ROLE, ensemble.size(), step) : 1;
    Kernel kernel = kernels.withLanes(system.right(), ROLE, lanes, step);
    List<String> names =
        map.next().parameters().subList(1, map.states().size() + 1).stream()
            .map(Var::name)
            .toList();
    TangentIteration iteration =
        new TangentIteration(kernel, 2 * names.size(), map.count(), names, failures);
    ExponentRows rows = new ExponentRows(ensemble.size(), map.count());
    shared
        .chunks()
        .run(
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
