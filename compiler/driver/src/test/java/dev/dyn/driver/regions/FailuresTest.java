package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.method.AdaptiveSteps;
import dev.dyn.compiler.method.FlowSystem;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.driver.JvmEngine;
import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Spread;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.solve.AdaptiveKernels;
import dev.dyn.runtime.solve.AdaptiveStepper;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.Start;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Runs that cannot go on say so, with what, where and when.
class FailuresTest {
  private static final Choice DOPRI5 = new Choice(Bench.DOPRI5, 1e-6, 1e-6);
  private static final Choice RK4 = new Choice(Bench.RK4, 0.1);

  private final RegionRunner runner = Bench.compiled(1);

  /// x' = x², x(0) = x0: infinite at t = 1/x0.
  private static Sample explosion(Tensor start) {
    return Sample.of(
        Type.F64,
        List.of(start),
        List.of(),
        (b, _, x, _) -> List.of(b.mul(x.getFirst(), x.getFirst())));
  }

  private static RunFailure failure(Runnable run) {
    return assertThrows(RunFailure.class, run::run);
  }

  @Test
  void stepUnderflow() {
    RunFailure failure =
        failure(() -> Bench.flow(runner, explosion(Tensor.of(1.0)), DOPRI5, new Times.At(0, 2)));
    assertEquals(Failures.STEP_UNDERFLOW, failure.code());
    assertEquals(7, failure.site());
    assertTrue(
        failure.getMessage().matches("The step size fell below .* at t = (1\\.0|0\\.999).*"),
        failure.getMessage());
  }

  @Test
  void fixedStepsThatRunAway() {
    RunFailure failure =
        failure(
            () -> Bench.flow(runner, explosion(Tensor.of(1.0)), RK4, new Times.Every(0, 3, 0.5)));
    assertEquals(Failures.NOT_FINITE, failure.code());
    assertEquals("The state `x0` is not a finite number at t = 1.5.", failure.getMessage());
  }

  @Test
  void slopesThatAreNoNumber() {
    // The square root of 1 − t from t = 1 on.
    Sample s =
        Sample.of(
            Type.F64,
            List.of(Tensor.of(0.0)),
            List.of(),
            (b, t, _, _) ->
                List.of(b.call(ElementaryFunctions.SQRT, b.sub(b.fill(1, Type.F64), t))));
    RunFailure failure = failure(() -> Bench.flow(runner, s, DOPRI5, new Times.At(0, 2)));
    assertEquals(Failures.NOT_FINITE, failure.code());
    RunFailure atOnce = failure(() -> Bench.flow(runner, s, DOPRI5, new Times.At(3, 4)));
    assertEquals("The rate of change is not a finite number at t = 3.0.", atOnce.getMessage());
  }

  @Test
  void theMemberIsNamed() {
    Tensor starts = Tensor.vector(0.1, 0.2, 1.0, 0.1, 2.0);
    Spread spread = new Spread(5, List.of(true));
    Sample s = explosion(starts);
    Sample single = explosion(Tensor.of(1.0));
    Sample members = new Sample(single.right(), s.states(), List.of());
    for (Choice choice : List.of(RK4, DOPRI5)) {
      RunFailure failure =
          failure(() ->
              Bench.flow(
                  Bench.compiled(2),
                  members,
                  Bench.noOutputs(single),
                  choice,
                  new Times.Every(0, 1.5, 1.5),
                  spread));
      assertEquals("It is run 2 (counted from 0) of 5.", failure.notes().getFirst());
    }
  }

  @Test
  void mapsThatRunAway() {
    RunFailure failure =
        failure(() -> Bench.map(runner, Sample.logistic(2, 3), 20, 0, Spread.SINGLE));
    assertEquals(Failures.NOT_FINITE, failure.code());
    assertTrue(
        failure.getMessage().startsWith("The state `x0` is not a finite number after step "));
  }

  @Test
  void tooManySteps() {
    Sample s = Sample.oscillators(2);
    AdaptiveSteps steps = new AdaptiveSteps(Bench.DOPRI5, new FlowSystem(s.right()));
    JvmEngine engine = new JvmEngine(runner.evaluator());
    AdaptiveKernels kernels =
        new AdaptiveKernels(
            engine.compile(steps.start(), 1),
            engine.compile(steps.probe(), 1),
            engine.compile(steps.attempt(AdaptiveSteps.Stages.DROPPED), 1),
            Optional.empty());
    var settings = new AdaptiveStepper.Settings(1e-9, 1e-9, 4, 1000);
    Failures failures = new Failures(3);
    AdaptiveStepper stepper =
        new AdaptiveStepper(
            kernels, settings, new Start(s.states(), s.environment()), 0, 1e6, failures);
    RunFailure failure =
        failure(() -> {
          while (true) {
            stepper.step(1e6);
            stepper.next();
            stepper.requirePatience();
          }
        });
    assertEquals(Failures.TOO_MANY_STEPS, failure.code());
    assertTrue(failure.getMessage().startsWith("The run took 1000 steps and came only to t = "));
  }

  @Test
  void interruption() throws InterruptedException {
    for (Choice choice :
        List.of(new Choice(Bench.RK4, 1e-7), new Choice(Bench.DOPRI5, 1e-13, 1e-13))) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread run =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  Bench.flow(runner, Sample.lorenz(1, 1, 1), choice, new Times.At(0, 1e5));
                } catch (RunFailure failure) {
                  end.set(failure);
                }
              });
      Thread.sleep(300);
      run.interrupt();
      run.join(5000);
      assertTrue(
          end.get() instanceof RunFailure f && f.code().equals(Failures.INTERRUPTED),
          "" + end.get());
    }
  }
}
