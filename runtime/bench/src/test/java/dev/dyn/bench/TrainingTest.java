package dev.dyn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The trainings that are measured run, and a few steps of them end at the approved weight.
final class TrainingTest {
  @ParameterizedTest
  @CsvSource({
    "w6a, 5, -0.166165426",
    "w6b, 3, -0.0558630675",
    "w6c, 1, 0.00146337831",
    "w7_grok, 1, -0.0176646113",
    "w8_hvp, 2, -0.00715894904",
    "w10_node, 5, 0.00364321144",
    "w14_lenet, 2, 0.000772651867"
  })
  void aFewStepsGiveTheApprovedWeight(String program, int steps, String approved) {
    Training.Plan plan =
        Training.Plan.ALL.stream()
            .filter(p -> p.program().equals(program))
            .findFirst()
            .orElseThrow();
    Training training = plan.compiled(steps);
    assertEquals(approved, training.run());
    assertEquals(approved, training.run(), "a repeat gives the same");
  }
}
