package dev.dyn.runtime.region;

import dev.dyn.runtime.analysis.AdaptiveExponents;
import dev.dyn.runtime.analysis.ExponentRows;
import dev.dyn.runtime.analysis.TangentIteration;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FixedStepFlow;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Runs `lyapunov` of a flow.
final class LyapunovFlowRegion {
  private final RegionPlan.FlowExponents flow;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;
  private final int methodAt;
  private final int timesAt;

  LyapunovFlowRegion(RegionPlan.FlowExponents flow, Ensemble ensemble, Shared shared) {
    this.flow = flow;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(flow.site());
    int states = flow.states().size();
    this.system =
        new MovingSystem(
            ensemble,
            states,
            flow.environment(),
            TangentVectors.initial(flow.states(), flow.count(), shared.kernels()));
    this.methodAt = states + flow.environment();
    this.timesAt = methodAt + flow.method().operands();
  }

  List<Tensor> run() {
    ExponentRows rows = new ExponentRows(ensemble.size(), flow.count());
    switch (flow.method()) {
      case MethodPlan.Fixed _ -> fixed(rows);
      case MethodPlan.Adaptive method -> adaptive(method, rows);
    }
    return ExponentResults.of(rows, ensemble);
  }

  private double start(int member) {
    return ensemble.scalar(timesAt, member);
  }

  private double span(int member) {
    return ensemble.scalar(timesAt + 1, member) - start(member);
  }

  private double settling(int member) {
    return Math.copySign(ensemble.scalar(timesAt + 2, member), span(member));
  }

  private void fixed(ExponentRows rows) {
    RegionKernels kernels = shared.kernels();
    boolean alike = !ensemble.differsWithin(methodAt, timesAt + 3);
    int lanes = alike ? kernels.lanes(Role.TANGENT_STEP, ensemble.size()) : 1;
    Kernel kernel = kernels.inLanes(Role.TANGENT_STEP, lanes);
    List<String> names = Carried.names(flow.states());
    TangentIteration iteration =
        new TangentIteration(kernel, 2 * names.size(), flow.count(), names, failures);
    shared
        .chunks()
        .runBeside(
            ensemble.size(),
            lanes,
            (first, end, progress) ->
                iteration.run(system.starts(first, end), first, plan(first), rows, progress));
  }

  private TangentIteration.Plan plan(int member) {
    double dt = failures.stepSize(ensemble.scalar(methodAt, member));
    double start = start(member);
    double settling = settling(member);
    return new TangentIteration.Plan(
        stretch(start, settling, dt), stretch(start + settling, span(member), dt), true);
  }

  private static TangentIteration.Stretch stretch(double start, double span, double dt) {
    double distance = Math.abs(span);
    double sign = span >= 0 ? 1 : -1;
    return new TangentIteration.Stretch(
        FixedStepFlow.wholeSteps(distance, dt),
        0,
        start,
        sign * dt,
        sign * FixedStepFlow.rest(distance, dt));
  }

  private void adaptive(MethodPlan.Adaptive method, ExponentRows rows) {
    MethodKernels made = new MethodKernels(shared.kernels(), method);
    AdaptiveKernels adaptive = made.adaptive(false, 1, ensemble.size());
    Kernel renewed = shared.kernels().single(Role.RENEWED);
    shared
        .chunks()
        .run(
            ensemble.size(),
            1,
            (member, _, progress) -> {
              var settings = made.settings(ensemble, methodAt, member);
              new AdaptiveExponents(adaptive, renewed, settings, flow.count(), failures)
                  .run(
                      system.starts(member, member + 1).getFirst(),
                      member,
                      start(member),
                      settling(member),
                      span(member),
                      rows,
                      progress);
            });
  }
}
