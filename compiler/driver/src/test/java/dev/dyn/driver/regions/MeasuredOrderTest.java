package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of every method that the library lists, measured on x' = −x²*cos(t + phase)/2, which
/// has the solution 1/(1 + sin(t + phase)/2): not linear, it depends on time, and its derivatives
/// do not grow as those of many simple examples do. Errors are geometric means over many phases,
/// because in a single run they may happen to cancel.
class MeasuredOrderTest {
  private static final int PHASES = 32;

  private final RegionRunner runner = Bench.compiled(1);

  static Stream<Tableau> methods() {
    return MethodLibrary.all().stream();
  }

  static Stream<Tableau> adaptive() {
    return methods().filter(Tableau::isAdaptive);
  }

  /// Logarithms of the error and of the number of steps.
  private record Outcome(double logError, double logSteps) {
    /// The order that follows from a run with less and one with more steps.
    static double order(Outcome loose, Outcome tight) {
      return (loose.logError - tight.logError) / (tight.logSteps - loose.logSteps);
    }
  }

  private Outcome outcome(Choice choice, Times times) {
    double logError = 0;
    double logSteps = 0;
    for (int k = 0; k < PHASES; k++) {
      double phase = 2 * Math.PI * k / PHASES;
      List<Tensor> run = Bench.flow(runner, Sample.breathing(phase), choice, times);
      logError += Math.log(meanError(run, phase)) / PHASES;
      logSteps += Math.log(run.get(2).intAt(0)) / PHASES;
    }
    return new Outcome(logError, logSteps);
  }

  private static double meanError(List<Tensor> run, double phase) {
    int count = run.get(0).size();
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double exact = 1 / (1 + 0.5 * Math.sin(run.get(0).realAt(k) + phase));
      sum += Math.abs(run.get(1).realAt(k) - exact);
    }
    return sum / count;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fixedSteps(Tableau m) {
    int coarse = m.order() >= 8 ? 4 : m.order() >= 5 ? 32 : 64;
    Times times = new Times.Every(0, 4, 0.5);
    Outcome loose = outcome(new Choice(m, 1.0 / coarse), times);
    Outcome tight = outcome(new Choice(m, 0.5 / coarse), times);
    double order = Outcome.order(loose, tight);
    assertEquals(m.order(), order, 0.2, m + ": " + loose + ", " + tight);
  }

  /// The controller is free to choose steps a little differently from run to run, which moves the
  /// measured order by some tenths.
  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveSteps(Tableau m) {
    double tight = m.order() == 2 ? 1e-7 : m.order() == 3 ? 1e-8 : m.order() == 5 ? 1e-13 : 1e-12;
    double loose = m.order() == 2 ? 1e-5 : 1000 * tight;
    Times times = new Times.EachStep(0, 5);
    Outcome few = outcome(new Choice(m, loose, loose), times);
    Outcome many = outcome(new Choice(m, tight, tight), times);
    double order = Outcome.order(few, many);
    assertEquals(m.order(), order, 0.5, m + ": " + few + ", " + many);
  }

  /// Between the steps the solution is as good as at them: the error falls with the steps by the
  /// order of the dense output plus what is left of the solution's own.
  @ParameterizedTest
  @MethodSource("adaptive")
  void insideSteps(Tableau m) {
    double[] tolerances = m.order() <= 3 ? new double[] {1e-3, 1e-5} : new double[] {1e-5, 1e-8};
    for (double tolerance : tolerances) {
      Choice choice = new Choice(m, tolerance, tolerance);
      List<Tensor> run =
          Bench.flow(runner, Sample.breathing(1), choice, new Times.Every(0, 6, 0.01));
      assertEquals(601, run.get(0).size());
      for (int k = 0; k <= 600; k++) {
        double t = run.get(0).realAt(k);
        assertEquals(0.01 * k, t, 1e-12);
        double exact = 1 / (1 + 0.5 * Math.sin(t + 1));
        assertEquals(exact, run.get(1).realAt(k), 30 * tolerance, m + " at t = " + t);
      }
      if (m.order() > 2) {
        assertTrue(run.get(2).intAt(0) < 200, "the steps do not follow the saved times");
      }
    }
  }
}
