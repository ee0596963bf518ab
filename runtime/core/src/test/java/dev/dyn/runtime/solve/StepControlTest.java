package dev.dyn.runtime.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepControlTest {
  @Test
  void powersAreAsExactAsTheySay() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 100_000; k++) {
      double x = Math.exp(random.nextDouble(-600, 600));
      assertEquals(Math.log(x) / Math.log(2), StepControl.log2(x), 2e-5);
      double y = random.nextDouble(-900, 900);
      assertEquals(1, StepControl.exp2(y) / Math.pow(2, y), 4.1e-6);
    }
    assertEquals(StepControl.log2(1e-300), StepControl.log2(0));
  }

  @Test
  void anErrorAtTheToleranceShrinksTheStepALittle() {
    double factor = new StepControl(4).accepted(1);
    assertTrue(factor > 0.6 && factor < 0.95, "" + factor);
  }

  @Test
  void factorsKeepWithinTheirBounds() {
    StepControl control = new StepControl(4);
    assertEquals(5, control.accepted(0));
    assertEquals(0.2, control.rejected(Double.NaN));
    assertEquals(0.2, control.rejected(Double.POSITIVE_INFINITY));
    assertEquals(0.2, control.rejected(1e60));
    assertEquals(1, control.accepted(1e-20), "no growth after a rejection");
    assertEquals(5, control.accepted(1e-20));
  }

  /// A step whose error is 32 times too large is halved, as errors of order 5 say, but for the
  /// safety factor.
  @Test
  void rejectionsFollowTheOrder() {
    double factor = new StepControl(4).rejected(32.0 * 32.0);
    assertEquals(0.9 * Math.pow(32, -(0.2 - 0.03)), factor, 1e-4);
  }
}
