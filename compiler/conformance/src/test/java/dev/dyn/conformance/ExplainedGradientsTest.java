package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--explain-gradients` tells how a gradient goes through a loop or a simulation: the way that it
/// takes, once for each place.
class ExplainedGradientsTest {
  private static final String PROGRAM =
      """
      system Decay(n: int) {
        param k: [n] = 1.0
        state x: [n] = 1.0
        x' = -k*x
      }
      system Drop(n: int) {
        param k: [n] = 1.0
        state x: [n] = 1.0
        x' = -k*x
        when x[0] < 0.7 { x := x + 0.1*k }
      }
      system Fold(n: int) {
        param k: [n] = 1.0
        state x: [n] = 0.1
        next x = x + 0.1*k
        when x[0] > 0.7 { x := 0.5*x }
      }
      experiment e {
        let slope = grad(%s)(%s)
        print slope
      }
      """;

  private static final class Heard implements RunListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void explained(String experiment, String line) {
      all.add(line);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fn(a: real) = iterate(fn(x) = a*sin(x), 1.0, times: 100)                                       | 0.9      | the gradient keeps the state at each of the 100 turns of this loop, 0.8 kB
          fn(a: [100000]) = sum(iterate(fn(x: [100000]) = a*x, a, times: 100))                           | ones([100000]) | the gradient keeps the state at every 10 of the 100 turns of this loop, 16.0 MB instead of 80.0 MB, and computes those between again
          fn(a: real) = fixed_point(fn(z: real) = a*cos(z), from: 1.0, tol: 1e-12)                       | 0.5      | the gradient solves one linear equation at the fixed point; the steps to it are not kept
          fn(a: [3]) = sum(simulate(Decay(3, k: a), t: 0..1, every: 0.5, method: rk4(dt: 0.1)).x[-1])    | ones([3])  | the gradient is taken forward, with tangents as further states of this simulation: few numbers are active
          fn(a: [80]) = sum(simulate(Decay(80, k: a), t: 0..1, every: 0.5, method: rk4(dt: 0.1)).x[-1])  | ones([80]) | the gradient goes back through the steps of the fixed method, as a loop
          fn(a: [80]) = sum(simulate(Decay(80, k: a), t: 0..1, every: 0.5, method: tsit5).x[-1])         | ones([80]) | the gradient goes back through the steps as the adaptive method accepted them, computed again from the saved states
          fn(a: [3]) = sum(simulate(Drop(3, k: a), t: 0..1, every: 0.5, method: rk4(dt: 0.1)).x[-1])     | ones([3])  | the gradient is taken forward, with tangents as further states that jump where events happen
          fn(a: [20]) = sum(simulate(Drop(20, k: a), t: 0..1, every: 0.5, method: rk4(dt: 0.1)).x[-1])   | ones([20]) | the gradient goes back through the steps and events of this simulation, computed again from the saved states; the times of events move with what one differentiates by
          fn(a: [20]) = sum([sum(simulate(Drop(20, k: a + i), t: 0..1, every: 0.5, method: tsit5).x[-1]) for i in 0..<3]) | ones([20]) | the gradient goes back through the steps and events of this simulation, computed again from the saved states; the times of events move with what one differentiates by
          fn(a: [3]) = sum(simulate(Fold(3, k: a), steps: 9).x[-1])                                      | ones([3])  | the gradient goes back through the steps and events of this map, as a loop
          fn(a: [3]) = sum(simulate(Decay(3, k: a), t: 0..1, method: tsit5).x[-1])                       | ones([3]) | the gradient goes back through the steps of this simulation, which all are saved
          """)
  void eachWayIsTold(String function, String at, String told) {
    Heard heard = new Heard();
    RunOptions options =
        new RunOptions(
            List.of(),
            OptionalLong.empty(),
            Optional.empty(),
            EngineKind.JIT,
            Optional.empty(),
            1,
            Path.of(""),
            true);
    Dyn dyn = new Dyn();
    Source source = new Source("gradient.dyn", PROGRAM.formatted(function, at));
    assertInstanceOf(RunOutcome.Finished.class, dyn.run(dyn.analyze(source), options, heard));
    List<String> gradients =
        heard.all.stream()
            .filter(line -> line.contains("the gradient "))
            .map(line -> line.substring(line.indexOf("the gradient ")))
            .toList();
    assertEquals(List.of(told), gradients);
  }
}
