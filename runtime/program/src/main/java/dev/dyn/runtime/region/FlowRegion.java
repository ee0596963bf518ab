package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.solve.AdaptiveFlow;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.AdaptiveLanes;
import dev.dyn.runtime.solve.AdaptiveStepper;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FixedStepFlow;
import dev.dyn.runtime.solve.FlowRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.solve.SavedTimes;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Runs `simulate` of a flow.
final class FlowRegion {
  /// How many members a lane runs one after the other before a thread takes new ones: enough that
  /// lanes seldom stand idle.
  private static final int MEMBERS_IN_A_LANE = 8;

  private final RegionPlan.Flow flow;
  private final Ensemble ensemble;
  private final RegionKernels kernels;
  private final Chunks chunks;
  private final Failures failures;
  private final MovingSystem system;
  private final int methodAt;
  private final int gridAt;

  FlowRegion(RegionPlan.Flow flow, Ensemble ensemble, Shared shared) {
    this.flow = flow;
    this.ensemble = ensemble;
    this.kernels = shared.kernels();
    this.chunks = shared.chunks();
    this.failures = new Failures(flow.site());
    this.system = MovingSystem.of(flow, ensemble);
    this.methodAt = flow.states().size() + flow.environment();
    this.gridAt = methodAt + flow.method().operands();
  }

  List<Tensor> run() {
    return switch (flow.method()) {
      case MethodPlan.Fixed method -> fixed(method);
      case MethodPlan.Adaptive method -> adaptive(method);
    };
  }

  private List<Tensor> fixed(MethodPlan.Fixed method) {
    boolean alike = !ensemble.differsWithin(methodAt, ensemble.operands().size());
    int lanes = alike ? kernels.lanes(Role.STEP, ensemble.size()) : 1;
    Kernel kernel = kernels.inLanes(Role.STEP, lanes);
    var outputs = kernels.outputs(flow.outputs(), lanes);
    FlowRows rows = rows(fixedTimes(0).count());
    chunks.runBeside(
        ensemble.size(),
        lanes,
        (first, end, progress) -> {
          double dt = failures.stepSize(ensemble.scalar(methodAt, first));
          int states = flow.states().size();
          new FixedStepFlow(kernel, outputs, states, dt, method.slopes(), failures)
              .run(system.starts(first, end), first, fixedTimes(first), rows, progress);
        });
    return results(rows, rows.count());
  }

  /// The saved times, which are known beforehand when all steps are alike.
  private SavedTimes fixedTimes(int member) {
    SavedTimes times = times(member);
    return times instanceof SavedTimes.EachStep each
        ? each.ofSize(failures.stepSize(ensemble.scalar(methodAt, member)))
        : times;
  }

  private List<Tensor> adaptive(MethodPlan.Adaptive method) {
    SavedTimes times = times(0);
    if (times instanceof SavedTimes.EachStep) {
      return ensemble.size() == 1 ? eachStep(method, times) : eachStepOfMembers(method);
    }
    FlowRows rows = rows(times.count());
    boolean dense = times instanceof SavedTimes.Every;
    MethodKernels made = new MethodKernels(kernels, method);
    int lanes = made.lanes(dense, ensemble.size());
    if (lanes == 1) {
      adaptiveSingle(method, times, rows);
    } else {
      adaptiveLanes(made, made.adaptive(dense, lanes, ensemble.size()), rows);
    }
    return results(rows, times.count());
  }

  private List<Tensor> eachStep(MethodPlan.Adaptive method, SavedTimes times) {
    FlowRows rows = rows(0);
    return results(rows, adaptiveSingle(method, times, rows));
  }

  /// Each member has as many rows as steps; those with fewer than the most stand still at their
  /// end.
  private List<Tensor> eachStepOfMembers(MethodPlan.Adaptive method) {
    MethodKernels made = new MethodKernels(kernels, method);
    AdaptiveKernels single = made.adaptive(false, 1, ensemble.size());
    var outputs = kernels.outputs(flow.outputs(), 1);
    FlowRows[] own = new FlowRows[ensemble.size()];
    int[] saved = new int[ensemble.size()];
    chunks.run(
        ensemble.size(),
        1,
        (member, _, progress) -> {
          var settings = made.settings(ensemble, methodAt, member);
          Start start = system.starts(member, member + 1).getFirst();
          own[member] = rows(0, 1);
          try {
            saved[member] =
                new AdaptiveFlow(single, outputs, settings, method.slopes(), failures)
                    .run(start, 0, times(member), own[member], progress);
          } catch (RunFailure failure) {
            throw Failures.ofMember(failure, member, ensemble.size());
          }
        });
    return new RaggedRows(List.of(own), saved).results();
  }

  private SavedTimes times(int member) {
    return Grids.times(flow.grid(), ensemble, gridAt, member);
  }

  /// Runs all members one after the other on each thread.
  ///
  /// @return how many times the last one saved
  private int adaptiveSingle(MethodPlan.Adaptive method, SavedTimes times, FlowRows rows) {
    boolean dense = times instanceof SavedTimes.Every;
    MethodKernels made = new MethodKernels(kernels, method);
    AdaptiveKernels single = made.adaptive(dense, 1, ensemble.size());
    var outputs = kernels.outputs(flow.outputs(), 1);
    int[] saved = new int[ensemble.size()];
    chunks.run(
        ensemble.size(),
        1,
        (member, _, progress) -> {
          var settings = made.settings(ensemble, methodAt, member);
          Start start = system.starts(member, member + 1).getFirst();
          saved[member] =
              new AdaptiveFlow(single, outputs, settings, method.slopes(), failures)
                  .run(start, member, times(member), rows, progress);
        });
    return saved[saved.length - 1];
  }

  private void adaptiveLanes(MethodKernels made, AdaptiveKernels several, FlowRows rows) {
    AdaptiveLanes flowInLanes =
        new AdaptiveLanes(
            several,
            kernels.outputs(flow.outputs(), 1),
            flow.states().size(),
            made.method().slopes(),
            failures);
    AdaptiveLanes.Members members =
        new AdaptiveLanes.Members() {
          @Override
          public Start start(int member) {
            return system.starts(member, member + 1).getFirst();
          }

          @Override
          public AdaptiveStepper.Settings settings(int member) {
            return made.settings(ensemble, methodAt, member);
          }

          @Override
          public SavedTimes times(int member) {
            return FlowRegion.this.times(member);
          }
        };
    int chunk = MEMBERS_IN_A_LANE * several.attempt().lanes();
    chunks.run(
        ensemble.size(), chunk, (first, end, _) -> flowInLanes.run(first, end, members, rows));
  }

  private FlowRows rows(int count) {
    return rows(count, ensemble.size());
  }

  private FlowRows rows(int count, int members) {
    long total = (long) count * members;
    List<Rows> states = SavedRows.of(flow.states(), total, failures);
    List<Rows> outputs = SavedRows.of(flow.outputs(), total, failures);
    Rows times = Rows.of("t", flow.time(), Shape.SCALAR, total, failures);
    List<String> names = Carried.names(flow.states());
    return new FlowRows(count, times, states, outputs, new long[3 * members], names);
  }

  private List<Tensor> results(FlowRows rows, int count) {
    int total = count * ensemble.size();
    List<Tensor> results = new ArrayList<>();
    results.add(ensemble.shaped(rows.times().tensor(total), count));
    rows.states().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    rows.outputs().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    Tensor statistics = Tensor.vector(rows.statistics());
    results.add(ensemble.shaped(statistics, 3));
    return results;
  }
}
