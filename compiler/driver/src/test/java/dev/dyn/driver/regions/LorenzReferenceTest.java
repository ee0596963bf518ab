package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Lorenz system beside values from elsewhere: `src/test/python/lorenz_reference.py` computes
/// them with 30 digits and compares them with SciPy.
class LorenzReferenceTest {
  /// Errors grow e-fold in about 1.1 units of time, ten thousandfold until t = 10.
  private static final double TOLERANCE = 1e-9;

  @ParameterizedTest
  @ValueSource(strings = {"dopri5", "tsit5", "dop853"})
  void agrees(String method) throws IOException {
    double[][] reference = reference();
    double[] times = Arrays.stream(reference).mapToDouble(row -> row[0]).toArray();
    List<Tensor> run =
        Bench.flow(
            Bench.compiled(1),
            Sample.lorenz(1, 1, 1),
            new Choice(Bench.method(method), 1e-14, 1e-14),
            new Times.At(0, times));
    for (int k = 0; k < times.length; k++) {
      for (int state = 0; state < 3; state++) {
        assertEquals(
            reference[k][state + 1],
            run.get(state + 1).realAt(k),
            TOLERANCE,
            method + ", state " + state + " at t = " + times[k]);
      }
    }
  }

  private static double[][] reference() throws IOException {
    try (var in = LorenzReferenceTest.class.getResourceAsStream("lorenz.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .skip(1)
          .map(l -> Arrays.stream(l.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }
  }
}
