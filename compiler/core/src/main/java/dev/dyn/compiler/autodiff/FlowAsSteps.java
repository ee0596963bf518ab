package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Method;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.solve.SavedTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A flow whose steps follow the error, saved at given times, written as the same flow saved after
/// each of its steps and dense output between them. The former has the backward rule [StepAdjoint],
/// the latter is plain arithmetic, so that the derivative is that of what the method computes.
final class FlowAsSteps {
  private FlowAsSteps() {}

  /// A block with the operands and results of `flow`, if its steps are adaptive, its times known
  /// and it is a single one.
  static Optional<Block> block(Region.SimulateFlow flow, Builder outer) {
    if (!(flow.method() instanceof Method.Adaptive) || flow.members().isPresent()) {
      return Optional.empty();
    }
    return KnownTimes.of(flow.grid(), outer)
        .filter(times -> times.count() > 0 && times.end() != times.start())
        .map(times -> block(flow, times, outer));
  }

  private static Block block(Region.SimulateFlow flow, SavedTimes times, Builder outer) {
    Names names = outer.names();
    Builder b = new Builder(names);
    b.at(outer.site());
    int n = flow.states().size();
    int m = flow.environment().size();
    List<Var> parameters = SingleMember.parameters(flow, names);
    List<Var> environment = parameters.subList(n, n + m);
    List<Var> method = parameters.subList(n + m, n + m + flow.method().operands().size());
    Region.SimulateFlow stepwise =
        new Region.SimulateFlow(
            flow.field(),
            StepwiseRun.withoutResults(flow.outputs(), names),
            sameMethod(flow.method(), method),
            StepwiseRun.grid(times, b),
            parameters.subList(0, n),
            environment,
            Optional.empty());
    List<Var> run = b.emitAll("steps", stepwise);
    List<Var> results = inside(flow, times, run.getFirst(), run.subList(1, 1 + n), environment, b);
    results.add(run.getLast());
    return new Block(parameters, b.lets(), results);
  }

  /// The saved times of `flow`, the states there from inside its steps, and the outputs.
  ///
  /// @param t the times after each step, the start among them, `[steps + 1]`; steps of size 0 may
  ///   come last
  /// @param states there
  static List<Var> inside(
      Region.SimulateFlow flow,
      SavedTimes times,
      Var t,
      List<Var> states,
      List<Var> environment,
      Builder b) {
    Var saved = StepsOfMethod.constant(times, b);
    Dim steps = t.type().dim(0).minus(Dim.ONE);
    Var which = which(saved, t, steps, times.end() > times.start(), b);
    Var next = b.add(which, b.broadcast(b.integer(1), which.type().dims(), List.of()));
    Var begun = StepsAndEvents.gather(t, which, b);
    Var h = b.sub(StepsAndEvents.gather(t, next, b), begun);
    List<Var> x = states.stream().map(v -> StepsAndEvents.gather(v, which, b)).toList();
    StepsOfMethod method = new StepsOfMethod(flow.method(), flow.field());
    List<Var> results = new ArrayList<>(List.of(saved));
    results.addAll(method.inside(saved, begun, h, x, environment, b));
    List<Var> observed = new ArrayList<>(results);
    observed.set(0, b.convert(saved, flow.outputs().parameters().getFirst().type().elem()));
    results.addAll(StepsOfMethod.atTimes(flow.outputs(), observed, environment, b));
    return results;
  }

  private static Method sameMethod(Method method, List<Var> operands) {
    var next = operands.iterator();
    return method.mapOperands(_ -> next.next());
  }

  /// The number of the step in which each of the times `[size]` lies: how many of the steps but the
  /// last end before it.
  private static Var which(Var saved, Var t, Dim steps, boolean forward, Builder b) {
    Var towards = forward ? t : b.neg(t);
    Var times = forward ? saved : b.neg(saved);
    Var ends = b.slice(towards, 0, Dim.ONE, steps.minus(Dim.ONE), 1);
    // The last time lies at the end of its step, not in one of size 0 after it.
    Var end = b.broadcast(b.pick(towards, 0, steps), saved.type().dims(), List.of());
    return b.call(
        Scalars.MIN,
        Bisection.count(Scalars.LE, ends, times, b),
        Bisection.count(Scalars.LT, ends, end, b));
  }
}
