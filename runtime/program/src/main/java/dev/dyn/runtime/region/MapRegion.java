package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Keeper;
import dev.dyn.runtime.solve.MapOrbit;
import dev.dyn.runtime.solve.MapRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Runs `simulate` of a map.
final class MapRegion {
  private final RegionPlan.Orbit map;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;

  MapRegion(RegionPlan.Orbit map, Ensemble ensemble, Shared shared) {
    this.map = map;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(map.site());
    this.system = MovingSystem.of(map, ensemble);
  }

  List<Tensor> run() {
    int discardAt = map.states().size() + map.environment();
    RegionKernels kernels = shared.kernels();
    boolean alike = !ensemble.differsWithin(discardAt, discardAt + 1);
    int lanes = alike ? kernels.lanes(Role.STEP, ensemble.size()) : 1;
    Kernel kernel = kernels.inLanes(Role.STEP, lanes);
    var outputs = kernels.outputs(map.outputs(), lanes);
    int steps = map.steps();
    MapRows rows = rows(steps + 1);
    MapOrbit orbit = new MapOrbit(kernel, outputs, map.states().size(), failures);
    Keeper keeper = ensemble.size() <= lanes ? shared.keeper() : Keeper.NONE;
    shared
        .chunks()
        .runBeside(
            ensemble.size(),
            lanes,
            (first, end, progress) -> {
              long discard =
                  failures.count("steps to discard", ensemble.operand(discardAt, first).intAt(0));
              orbit.run(system.starts(first, end), first, discard, steps, rows, progress, keeper);
            });
    List<Tensor> results = new ArrayList<>();
    int total = rows.count() * ensemble.size();
    rows.states().forEach(r -> results.add(ensemble.shaped(r.tensor(total), rows.count())));
    rows.outputs().forEach(r -> results.add(ensemble.shaped(r.tensor(total), rows.count())));
    return results;
  }

  private MapRows rows(int count) {
    long total = (long) count * ensemble.size();
    List<Rows> states = SavedRows.of(map.states(), total, failures);
    List<Rows> outputs = SavedRows.of(map.outputs(), total, failures);
    List<String> names = Carried.names(map.states());
    return new MapRows(ensemble.size(), count, states, outputs, names);
  }
}
