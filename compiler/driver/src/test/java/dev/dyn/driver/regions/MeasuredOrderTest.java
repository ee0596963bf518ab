package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.Tableau;
import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of every method that the library lists, measured on x' = −2*t*x², which has the solution 1/(1 + t²).
class MeasuredOrderTest {
  private final RegionRunner runner = Bench.evaluated();

  static Stream<Tableau> methods() {
    return MethodLibrary.all().stream();
  }

  static Stream<Tableau> adaptive() {
    return methods().filter(Tableau::isAdaptive);
  }

  private static double exact(double t) {
    return 1 / (1 + t * t);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fixedSteps(Tableau m) {
    int coarse = m.order() >= 8 ? 6 : m.order() >= 5 ? 16 : 64;
    double e1 = fixedError(m, coarse);
    double e2 = fixedError(m, 2 * coarse);
    assertEquals(m.order(), Math.log(e1 / e2) / Math.log(2), 0.2, m + ": " + e1 + ", " + e2);
  }

  /// The mean error at eight times, with `steps` steps in a unit of time; at a single time errors may happen to cancel.
  private double fixedError(Tableau m, int steps) {
    List<Tensor> run =
        Bench.flow(
            runner,
            Sample.bell(Elem.F64),
            new Choice(m, 1.0 / steps),
            new Times.Every(0, 4, 0.5));
    double sum = 0;
    for (int k = 1; k <= 8; k++) {
      sum += Math.abs(run.get(1).realAt(k) - exact(0.5 * k));
    }
    return sum / 8;
  }

  /// The error goes with steps^−p. Measured on an oscillator, where steps stay alike and errors add up.
  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveSteps(Tableau m) {
    double loose = m.order() <= 3 ? 1e-4 : m.order() == 5 ? 1e-5 : 1e-7;
    double tight = m.order() <= 3 ? 1e-6 : m.order() == 5 ? 1e-8 : 1e-10;
    double[] a = oscillatorRun(m, loose);
    double[] b = oscillatorRun(m, tight);
    double order = Math.log(a[0] / b[0]) / Math.log(b[1] / a[1]);
    assertEquals(m.order(), order, 0.2, m.toString());
  }

  /// Error and number of accepted steps.
  private double[] oscillatorRun(Tableau m, double tolerance) {
    double end = 20;
    List<Tensor> run =
        Bench.flow(
            runner, Sample.oscillators(1), new Choice(m, tolerance, tolerance), new Times.At(0, end));
    double error =
        Math.hypot(
            run.get(1).scalar() - Math.cos(end), run.get(2).scalar() + Math.sin(end));
    return new double[] {error, run.get(3).intAt(0)};
  }

  /// Between the steps the solution is as good as at them.
  @ParameterizedTest
  @MethodSource("adaptive")
  void denseOutput(Tableau m) {
    for (double tolerance : m.order() <= 3 ? new double[] {1e-3, 1e-5} : new double[] {1e-5, 1e-8}) {
      List<Tensor> run =
          Bench.flow(
              runner,
              Sample.bell(Elem.F64),
              new Choice(m, tolerance, tolerance),
              new Times.Every(0, 3, 0.01));
      assertEquals(301, run.get(0).size());
      for (int k = 0; k <= 300; k++) {
        double t = run.get(0).realAt(k);
        assertEquals(0.01 * k, t, 1e-12);
        assertEquals(exact(t), run.get(1).realAt(k), 100 * tolerance, m + " at t = " + t);
      }
      if (m.order() > 2) {
        assertTrue(run.get(2).intAt(0) < 150, "the steps do not follow the saved times");
      }
    }
  }
}
