package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Spread;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which times are saved, and what a run says of its steps.
class SavedTimesTest {
  private final RegionRunner runner = Bench.compiled(1);
  private final Sample oscillators = Sample.oscillators(3);

  private static double[] reals(Tensor t) {
    return ((Tensor.F64) t).values();
  }

  private void assertOscillates(List<Tensor> run, double tolerance) {
    double[] t = reals(run.get(0));
    for (int k = 0; k < t.length; k++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(Math.cos(t[k] + 0.1 * i), run.get(1).realAt(3 * k + i), tolerance);
        assertEquals(-Math.sin(t[k] + 0.1 * i), run.get(2).realAt(3 * k + i), tolerance);
      }
    }
  }

  @Test
  void givenTimesAreMetExactly() {
    double[] times = {0.25, 1 / 3.0, 0.9, Math.PI};
    for (Choice choice :
        List.of(new Choice(Bench.DOPRI5, 1e-9, 1e-9), new Choice(Bench.RK4, 0.01))) {
      List<Tensor> run = Bench.flow(runner, oscillators, choice, new Times.At(0, times));
      assertArrayEquals(times, reals(run.get(0)));
      assertOscillates(run, 1e-8);
    }
  }

  @Test
  void theFirstGivenTimeMayBeTheStart() {
    List<Tensor> run =
        Bench.flow(
            runner, oscillators, new Choice(Bench.DOPRI5, 1e-9, 1e-9), new Times.At(1, 1, 2));
    assertEquals(1.0, run.get(1).realAt(0));
    assertEquals(Math.cos(1), run.get(1).realAt(3), 1e-8);
  }

  @Test
  void stepsThatDoNotDivideTheDistanceAreShortened() {
    // 0.03 fits eight times into 0.25: each of the four distances takes eight steps and one of
    // 0.01.
    List<Tensor> run =
        Bench.flow(runner, oscillators, new Choice(Bench.RK4, 0.03), new Times.Every(0, 1, 0.25));
    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, reals(run.get(0)));
    assertArrayEquals(new long[] {36, 0, 144}, ((Tensor.I64) run.get(3)).values());
    assertOscillates(run, 1e-7);
  }

  @Test
  void aStepLargerThanTheDistanceIsTheDistance() {
    List<Tensor> run =
        Bench.flow(runner, oscillators, new Choice(Bench.RK4, 5), new Times.Every(0, 1, 0.125));
    assertEquals(8, run.get(3).intAt(0));
    assertOscillates(run, 1e-4);
  }

  @Test
  void stepsThatDivideUpToRoundingAreNotFollowedByATinyOne() {
    // 0.1/0.001 is 100.00000000000001 or 99.99999999999999 in binary, depending on where it starts.
    List<Tensor> run =
        Bench.flow(runner, oscillators, new Choice(Bench.RK4, 0.001), new Times.Every(0, 10, 0.1));
    assertEquals(10_000, run.get(3).intAt(0));
    assertOscillates(run, 1e-10);
  }

  @Test
  void everyStepIsSavedWhereNothingElseIsSaid() {
    List<Tensor> fixed =
        Bench.flow(runner, oscillators, new Choice(Bench.RK4, 0.3), new Times.EachStep(0, 1));
    assertArrayEquals(new double[] {0, 0.3, 0.6, 3 * 0.3, 1}, reals(fixed.get(0)));
    List<Tensor> adaptive =
        Bench.flow(
            runner, oscillators, new Choice(Bench.DOPRI5, 1e-6, 1e-6), new Times.EachStep(0, 10));
    double[] t = reals(adaptive.get(0));
    assertEquals(adaptive.get(3).intAt(0) + 1, t.length);
    assertEquals(10, t[t.length - 1]);
    assertEquals(t.length * 3, adaptive.get(1).size());
    assertOscillates(adaptive, 1e-4);
  }

  @Test
  void timeMayRunBackward() {
    for (Choice choice :
        List.of(new Choice(Bench.DOPRI5, 1e-9, 1e-9), new Choice(Bench.RK4, 0.01))) {
      List<Tensor> run = Bench.flow(runner, oscillators, choice, new Times.Every(0, -2, 0.5));
      assertArrayEquals(new double[] {0, -0.5, -1, -1.5, -2}, reals(run.get(0)));
      assertOscillates(run, 1e-8);
    }
  }

  /// The slope of the first stage is known from the last stage of the step before; two evaluations
  /// choose the first step.
  @Test
  void evaluationsAreCounted() {
    List<Tensor> run =
        Bench.flow(runner, oscillators, new Choice(Bench.DOPRI5, 1e-6, 1e-6), new Times.At(0, 10));
    long accepted = run.get(3).intAt(0);
    long rejected = run.get(3).intAt(1);
    assertEquals(2 + 6 * (accepted + rejected), run.get(3).intAt(2));
    assertTrue(accepted > 10 && accepted < 100);
  }

  @Test
  void mapsKeepTheirStartAndDiscardWhatTheyAreTold() {
    Sample logistic = Sample.logistic(0.3, 4);
    List<Tensor> all = Bench.map(runner, logistic, 6, 0, Spread.SINGLE);
    double theta = Math.asin(Math.sqrt(0.3));
    for (int k = 0; k <= 6; k++) {
      // x = sin² θ doubles its angle in each step when r = 4.
      double sine = Math.sin(Math.pow(2, k) * theta);
      assertEquals(sine * sine, all.getFirst().realAt(k), 1e-13);
    }
    List<Tensor> late = Bench.map(runner, logistic, 2, 4, Spread.SINGLE);
    for (int k = 0; k <= 2; k++) {
      assertEquals(all.getFirst().realAt(4 + k), late.getFirst().realAt(k));
    }
  }
}
