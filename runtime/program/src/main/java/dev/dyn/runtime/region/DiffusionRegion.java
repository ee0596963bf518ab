package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.random.BrownianPath;
import dev.dyn.runtime.random.Streams;
import dev.dyn.runtime.solve.DrawnNoise;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FlowRows;
import dev.dyn.runtime.solve.NoiseSource;
import dev.dyn.runtime.solve.PathNoise;
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
    chunks.run(
        ensemble.size(),
        size,
        (first, end, progress) -> {
          double dt = failures.stepSize(ensemble.scalar(stepAt, first));
          SavedTimes times = times(first);
          requireCovered(times, first, end);
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
              .run(crew, slots -> noise(first, end, slots), times, rows, progress);
        });
    return results(rows);
  }

  private SavedTimes times(int member) {
    SavedTimes times = Grids.times(plan.grid(), ensemble, gridAt, member);
    return times instanceof SavedTimes.EachStep each
        ? each.ofSize(failures.stepSize(ensemble.scalar(stepAt, member)))
        : times;
  }

  // ---- noise

  private NoiseSource noise(int first, int end, List<Slot> slots) {
    List<NoiseSource> sources =
        switch (plan.noise()) {
          case DRAWN -> drawn(first, end, slots);
          case PATH -> paths(first, end, slots);
        };
    return (from, to, memory) -> sources.forEach(source -> source.next(from, to, memory));
  }

  /// The slots after those of the noises take the further numbers of a step.
  private List<NoiseSource> drawn(int first, int end, List<Slot> slots) {
    List<NoiseSource> sources = new ArrayList<>();
    for (int k = 0; k < slots.size(); k++) {
      int noise = k % plan.noises();
      long turn = k / plan.noises();
      long[] streams = new long[plan.crew()];
      for (int m = 0; m < streams.length; m++) {
        long stream = ensemble.operand(noiseAt + noise, member(first, end, m)).intAt(0);
        streams[m] = turn == 0 ? stream : Streams.mix(stream, turn);
      }
      sources.add(new DrawnNoise(streams, slots.get(k)));
    }
    return sources;
  }

  private List<NoiseSource> paths(int first, int end, List<Slot> slots) {
    List<NoiseSource> sources = new ArrayList<>();
    int entry = 0;
    for (Slot slot : slots) {
      int entries = slot.size() / plan.crew();
      List<BrownianPath> paths = new ArrayList<>();
      for (int m = 0; m < plan.crew(); m++) {
        for (int e = 0; e < entries; e++) {
          paths.add(path(member(first, end, m), entry + e));
        }
      }
      entry += entries;
      sources.add(new PathNoise(paths, slot));
    }
    return sources;
  }

  private static int member(int first, int end, int ofCrew) {
    return Math.min(first + ofCrew, end - 1);
  }

  /// The path for entry number `entry` of all noises: the path itself for the first, below it one
  /// for each further entry.
  private BrownianPath path(int member, int entry) {
    long stream = ensemble.operand(noiseAt, member).intAt(0);
    return new BrownianPath(
        entry == 0 ? stream : Streams.mix(stream, entry),
        ensemble.scalar(noiseAt + 1, member),
        ensemble.scalar(noiseAt + 2, member));
  }

  private void requireCovered(SavedTimes times, int first, int end) {
    for (int member = first; plan.noise() == NoiseKind.PATH && member < end; member++) {
      BrownianPath path = path(member, 0);
      if (Double.isNaN(path.at(times.start())) || Double.isNaN(path.at(times.end()))) {
        throw failures.pathTooShort(
            times.start(),
            times.end(),
            ensemble.scalar(noiseAt + 1, member),
            ensemble.scalar(noiseAt + 2, member));
      }
    }
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
