package dev.dyn.driver.regions;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.method.TangentSteps;
import dev.dyn.runtime.analysis.AdaptiveExponents;
import dev.dyn.runtime.analysis.ExponentRows;
import dev.dyn.runtime.analysis.TangentIteration;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FixedStepFlow;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/// Runs `lyapunov` of a flow.
final class LyapunovFlowRegion {
  private final Region.LyapunovFlow flow;
  private final Ensemble ensemble;
  private final Shared shared;
  private final Failures failures;
  private final MovingSystem system;
  private final int methodAt;
  private final int timesAt;

  LyapunovFlowRegion(
      Region.LyapunovFlow flow, Ensemble ensemble, Shared shared, Evaluator evaluator, int site) {
    this.flow = flow;
    this.ensemble = ensemble;
    this.shared = shared;
    this.failures = new Failures(site);
    int states = flow.states().size();
    var vectors = flow.field().resultTypes().subList(states, 2 * states);
    this.system =
        new MovingSystem(
            flow.field(), ensemble, states, TangentVectors.initial(vectors, evaluator));
    this.methodAt = states + flow.environment().size();
    this.timesAt = methodAt + flow.method().operands().size();
  }

  List<Tensor> run() {
    ExponentRows rows = new ExponentRows(ensemble.size(), flow.count());
    switch (flow.method()) {
      case Method.Fixed method -> fixed(method, rows);
      case Method.Adaptive method -> adaptive(method, rows);
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

  private void fixed(Method.Fixed method, ExponentRows rows) {
    Tableau m = method.tableau();
    KernelStore kernels = shared.kernels();
    String role = "tangent step " + m.name();
    Supplier<Block> step = () -> TangentSteps.flow(m, system.flow(), flow.count());
    boolean alike = !ensemble.differsWithin(methodAt, timesAt + 3);
    int lanes = alike ? kernels.lanes(system.right(), role, ensemble.size(), step) : 1;
    Kernel kernel = kernels.withLanes(system.right(), role, lanes, step);
    List<String> names =
        flow.field().parameters().subList(1, flow.states().size() + 1).stream()
            .map(Var::name)
            .toList();
    TangentIteration iteration =
        new TangentIteration(kernel, 2 * names.size(), flow.count(), names, failures);
    shared
        .chunks()
        .run(
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

  private void adaptive(Method.Adaptive method, ExponentRows rows) {
    Tableau m = method.tableau();
    AdaptiveKernels adaptive =
        new MethodKernels(shared.kernels(), system.right())
            .adaptive(m, system.flow(), false, 1, ensemble.size());
    Kernel renewed =
        shared
            .kernels()
            .single(system.right(), "renewed", () -> TangentSteps.renewed(system.flow()));
    shared
        .chunks()
        .run(
            ensemble.size(),
            1,
            (member, _, progress) -> {
              var settings = MethodKernels.settings(method, ensemble, methodAt, member);
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
