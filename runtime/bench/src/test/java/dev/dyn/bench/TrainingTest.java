package dev.dyn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The trainings that are measured run, and a few steps of them end at the approved weight.
final class TrainingTest {
  @ParameterizedTest
  @CsvSource({
    "w6a, 5, 0.106145054",
    "w6b, 3, 0.0393644683",
    "w6c, 1, -0.00611899979",
    "w7_grok, 1, -0.0230593737",
    "w8_hvp, 2, 0.00926856324",
    "w10_node, 5, -0.00254486850",
    "w14_lenet, 2, -0.00190554233"
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
