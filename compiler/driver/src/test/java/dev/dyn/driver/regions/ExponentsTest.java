package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Spread;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lyapunov exponents where they are known.
class ExponentsTest {
  private static final Choice RK4 = new Choice(Bench.RK4, 0.01);
  private static final Choice TSIT5 = new Choice(Bench.method("tsit5"), 1e-9, 1e-9);

  private final RegionRunner runner = Bench.compiled(1);

  private static void assertExponents(List<Tensor> results, double tolerance, double... expected) {
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], results.getFirst().realAt(k), tolerance, "exponent " + k);
    }
  }

  /// A triangular matrix has its eigenvalues on the diagonal.
  @Test
  void linearFlow() {
    Sample s = Sample.linearFlow(new double[][] {{-1, 3, 1}, {0, 0.5, 2}, {0, 0, -0.25}}, 3);
    assertExponents(
        Bench.exponents(runner, s, 3, RK4, 40, 60, Spread.SINGLE), 1e-8, 0.5, -0.25, -1);
    assertExponents(
        Bench.exponents(runner, s, 3, TSIT5, 40, 60, Spread.SINGLE), 1e-6, 0.5, -0.25, -1);
  }

  /// The first axis shrinks: vectors that begin along the axes would give the exponents in the
  /// wrong order.
  @Test
  void theLargestComesFirst() {
    Sample s = Sample.linearFlow(new double[][] {{-3, 0}, {0, 1}}, 1);
    assertExponents(Bench.exponents(runner, s, 1, RK4, 10, 20, Spread.SINGLE), 1e-7, 1);
  }

  @Test
  void logisticMap() {
    Sample s = Sample.logisticWithTangent(0.3, 4);
    List<Tensor> results = Bench.mapExponents(runner, s, 1, 200_000, 100, Spread.SINGLE);
    double error = results.get(1).realAt(0);
    assertExponents(results, 0.003, Math.log(2));
    assertTrue(error > 1e-5 && error < 0.003, "standard error " + error);
  }

  /// At a cycle that attracts, the exponent is the mean logarithm of the slope along it: r = 3.2
  /// has a cycle of two with slope product 4 + 2*r − r².
  @Test
  void cycle() {
    double r = 3.2;
    Sample s = Sample.logisticWithTangent(0.3, r);
    double expected = Math.log(Math.abs(4 + 2 * r - r * r)) / 2;
    assertExponents(Bench.mapExponents(runner, s, 1, 1000, 1000, Spread.SINGLE), 1e-10, expected);
  }

  /// The slope is exactly 0 at the fixed point 1/2 of r = 2.
  @Test
  void aVectorThatVanishesHasTheExponentMinusInfinity() {
    Sample s = Sample.logisticWithTangent(0.5, 2);
    List<Tensor> results = Bench.mapExponents(runner, s, 1, 100, 10, Spread.SINGLE);
    assertEquals(Double.NEGATIVE_INFINITY, results.getFirst().realAt(0));
  }

  /// Sprott (2003), Chaos and Time-Series Analysis, table A.4: 0.9056, 0, −14.5723. Their sum is
  /// the divergence, −(10 + 1 + 8/3), at all times.
  @Test
  void lorenz() {
    Sample s = Sample.lorenzWithTangents(3);
    for (Choice choice : List.of(new Choice(Bench.RK4, 0.005), TSIT5)) {
      List<Tensor> results = Bench.exponents(runner, s, 3, choice, 500, 50, Spread.SINGLE);
      assertExponents(results, 0.02, 0.9056, 0, -14.5723);
      Tensor l = results.getFirst();
      assertEquals(
          -(10 + 1 + 8.0 / 3),
          l.realAt(0) + l.realAt(1) + l.realAt(2),
          1e-5,
          choice.tableau().name());
    }
  }
}
