package dev.dyn.driver.regions;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.FixedSteps;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.MapOrbit;
import dev.dyn.runtime.solve.MapRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Runs `simulate` of a map.
final class MapRegion {
  private static final String ROLE = "step";

  private final Region.SimulateMap map;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;

  MapRegion(Region.SimulateMap map, Ensemble ensemble, Shared shared, int site) {
    this.map = map;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(site);
    this.system = new MovingSystem(map.next(), ensemble, map.states().size());
  }

  List<Tensor> run() {
    int discardAt = map.states().size() + map.environment().size();
    Supplier<Block> step = () -> FixedSteps.map(system.right());
    KernelStore kernels = shared.kernels();
    boolean alike = !ensemble.differsWithin(discardAt, discardAt + 1);
    int lanes = alike ? kernels.lanes(system.right(), ROLE, ensemble.size(), step) : 1;
    Kernel kernel = kernels.withLanes(system.right(), ROLE, lanes, step);
    var outputs = kernels.outputs(map.outputs(), lanes);
    int steps = map.steps().size();
    MapRows rows = rows(steps + 1);
    MapOrbit orbit = new MapOrbit(kernel, outputs, map.states().size(), failures);
    shared
        .chunks()
        .run(
            ensemble.size(),
            lanes,
            (first, end, progress) -> {
              long discard =
                  failures.count("steps to discard", ensemble.operand(discardAt, first).intAt(0));
              orbit.run(system.starts(first, end), first, discard, steps, rows, progress);
            });
    List<Tensor> results = new ArrayList<>();
    int total = rows.count() * ensemble.size();
    rows.states().forEach(r -> results.add(ensemble.shaped(r.tensor(total), rows.count())));
    rows.outputs().forEach(r -> results.add(ensemble.shaped(r.tensor(total), rows.count())));
    return results;
  }

  private MapRows rows(int count) {
    long total = (long) count * ensemble.size();
    List<Var> named = map.next().parameters().subList(1, map.states().size() + 1);
    List<Rows> states = SavedRows.of(named, map.next(), total, failures);
    List<Rows> outputs = SavedRows.of(map.outputs().results(), map.outputs(), total, failures);
    List<String> names = named.stream().map(Var::name).toList();
    return new MapRows(ensemble.size(), count, states, outputs, names);
  }
}
