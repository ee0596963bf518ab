package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.method.StochasticMethods;
import dev.dyn.compiler.method.StochasticTableau;
import dev.dyn.compiler.method.StochasticTableau.Calculus;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The orders of every method for stochastic equations that the library lists, measured against
/// exact solutions.
///
/// Single paths are compared on geometric Brownian motion, which has the solution `exp((mu −
/// sigma²/2)*t + sigma*W(t))` in Itô's sense and `exp(mu*t + sigma*W(t))` in Stratonovich's, on
/// common Brownian paths; methods that cannot follow a path, on what the library promises of them
/// alone: the mean and variance of an Ornstein–Uhlenbeck process. Expectations are compared for a
/// small noise, where the error of the mean is that of the drift and shows above the noise.
class StochasticOrderTest {
  static Stream<StochasticTableau> methods() {
    return Stream.concat(
        StochasticMethods.all().stream(),
        MethodLibrary.all().stream()
            .filter(m -> m.order() == 2)
            .map(m -> StochasticMethods.find(m.name()).orElseThrow()));
  }

  static Stream<StochasticTableau> methodsThatFollowPaths() {
    return methods().filter(m -> !m.needsArea());
  }

  static Stream<StochasticTableau> methodsForAdditiveNoise() {
    return methods().filter(StochasticTableau::isForAdditiveNoise);
  }

  private static String growth(StochasticTableau m) {
    return m.calculus() == Calculus.ITO
        ? "dx = mu*x*dt + sigma*x*dW"
        : "stratonovich dx = mu*x*dt + sigma*x*dW";
  }

  /// What the exponent of the solution grows by in a unit of time, beside the noise.
  private static String rate(StochasticTableau m) {
    return m.calculus() == Calculus.ITO ? "mu - sigma^2/2" : "mu";
  }

  /// The mean of the solution grows like `exp(rate*t)`.
  private static String meanRate(StochasticTableau m) {
    return m.calculus() == Calculus.ITO ? "mu" : "mu + sigma^2/2";
  }

  @ParameterizedTest
  @MethodSource("methodsThatFollowPaths")
  void singlePathsConverge(StochasticTableau m) {
    run(
        """
        system Growth {
          param mu = 0.5, sigma = 1.0
          state x = 1.0
          %s
        }

        experiment strong {
          seed 3
          let mu = 0.5
          let sigma = 1.0
          let dts = [2.0^(-k) for k in 4..<9]
          let errors = [
            mean([
              { let w = brownian(path: i, t: 0..1)
                let run = simulate(Growth, t: 0..1, every: 1, method: %s(dt: dt), noise: w)
                abs(run.x[-1] - exp(%s + sigma*w(1.0))) }
              for i in 0..<1_500])
            for dt in dts]
          expect slope(log(dts), log(errors)) within 0.12 of %s
        }
        """
            .formatted(growth(m), m.name(), rate(m), m.strong()));
  }

  /// The error of the mean is that of the drift, `(1 + mu*h)^(1/h)` for Euler's method, and the
  /// noise is small beside it; the difference of coarse and fine steps shows the order.
  @ParameterizedTest
  @MethodSource("methodsThatFollowPaths")
  void expectationsConverge(StochasticTableau m) {
    run(
        """
        system Growth {
          param mu = 1.5, sigma = 0.1
          state x = 1.0
          %s
        }

        experiment weak {
          seed 4
          let mu = 1.5
          let sigma = 0.1
          let n = 20_000
          let dts = [1/4, 1/8, 1/16]
          let errors = [
            abs(
              mean([
                { let w = brownian(path: i, t: 0..1)
                  let run = simulate(Growth, t: 0..1, every: 1, method: %s(dt: dt), noise: w)
                  run.x[-1] - exp(%s + sigma*w(1.0)) }
                for i in 0..<n]))
            for dt in dts]
          expect slope(log(dts), log(errors)) > %s - 0.2
          expect exp(%s) > 1
        }
        """
            .formatted(growth(m), m.name(), rate(m), m.weak(), meanRate(m)));
  }

  /// For `dx = −x*dt + dW` means and variances after each step of a method are known: the order in
  /// which its variance approaches the exact one is its weak order, at least.
  @ParameterizedTest
  @MethodSource("methodsForAdditiveNoise")
  void additiveNoiseConverges(StochasticTableau m) {
    run(
        """
        system Relaxing {
          state x = 1.0
          dx = -x*dt + dW
        }

        experiment additive {
          seed 5
          let n = 200_000
          for dt in [0.5, 0.25] {
            let x = [simulate(Relaxing, t: 0..2, every: 2, method: %s(dt: dt)).x[-1] for i in 0..<n]
            let exact = (1 - exp(-4.0))/2
            expect mean(x) within 0.05*dt^2 + 3*sqrt(exact/n) of exp(-2.0)
            expect variance(x) within 0.25*dt^2 + 3*exact*sqrt(2/n) of exact
          }
        }
        """
            .formatted(m.name()));
  }

  private static void run(String program) {
    Source source = new Source("orders.dyn", program);
    Dyn dyn = new Dyn();
    RunOutcome outcome =
        dyn.run(dyn.analyze(source), RunOptions.defaults(Path.of(".")), RunListener.silent());
    if (outcome instanceof RunOutcome.Finished(var report)) {
      List<String> failed =
          report.experiments().stream()
              .flatMap(e -> e.expectations().stream())
              .filter(e -> !e.passed())
              .map(Object::toString)
              .toList();
      assertTrue(failed.isEmpty(), () -> String.join("\n", failed));
    } else {
      throw new AssertionError(outcome);
    }
  }
}
