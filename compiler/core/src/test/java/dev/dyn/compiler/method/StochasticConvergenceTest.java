package dev.dyn.compiler.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.method.StochasticTableau.Calculus;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.testing.ReferenceRegions;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The strong and weak orders of every method for stochastic equations, measured against exact
/// solutions, for many paths at once as entries of a vector.
///
/// Single paths: `dy = (A*y + C)*dt + S*y*dW` has the solution `Phi*(y0 + C*integral of 1/Phi)`
/// with `Phi = exp((A − S²/2)*t + S*W)`; neither do its drift and noise commute, nor is it linear
/// once written for `x = log(y)`, which is moved by additive noise. Expectations: those of `x` and
/// `x²` of geometric Brownian motion, by integrating one step over the normal law of its noise,
/// which leaves no chance in the test.
class StochasticConvergenceTest {
  private static final double A = -1;
  private static final double C = 1;
  private static final double S = 1.2;
  private static final int PATHS = 400;
  private static final int FINE = 8192;
  private static final BrownianSums PATH = BrownianSums.draw(PATHS, FINE);

  static Stream<StochasticTableau> methods() {
    return Stream.concat(
        StochasticMethods.all().stream(),
        MethodLibrary.all().stream().flatMap(m -> StochasticMethods.ofFlow(m).stream()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void singlePathsConverge(StochasticTableau m) {
    DiffusionSystem system = m.isForAdditiveNoise() ? logarithm() : affine(m.calculus());
    double[] exact = exact();
    List<Double> sizes = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    // For high orders coarse steps are not yet where the order shows.
    int first = m.strong() > 1 ? 32 : 8;
    for (int steps = first; steps <= 16 * first; steps *= 2) {
      double[] y = run(m, system, m.isForAdditiveNoise() ? 0 : 1, steps);
      double sum = 0;
      for (int p = 0; p < PATHS; p++) {
        double end = m.isForAdditiveNoise() ? Math.exp(y[p]) : y[p];
        sum += Math.abs(end - exact[p]);
      }
      sizes.add(Math.log(1.0 / steps));
      errors.add(Math.log(sum / PATHS));
    }
    assertEquals(m.strong(), slope(sizes, errors), 0.12, () -> m + " " + errors);
  }

  /// The end of all paths after `steps` steps from `start`.
  private static double[] run(
      StochasticTableau m, DiffusionSystem system, double start, int steps) {
    var step = evaluator().prepared(DiffusionSteps.step(m, system));
    BrownianSums noise = PATH.coarsened(FINE / steps);
    double h = 1.0 / steps;
    double[] y = new double[PATHS];
    Arrays.fill(y, start);
    Tensor state = Tensor.vector(y);
    for (int n = 0; n < steps; n++) {
      List<Tensor> given = new ArrayList<>(List.of(state, Tensor.of(n * h), Tensor.of(h)));
      given.add(Tensor.vector(noise.growth()[n]));
      if (m.needsArea()) {
        given.add(Tensor.vector(noise.other(n, h)));
      }
      state = step.apply(given).getFirst();
    }
    return ((Tensor.F64) state).values();
  }

  private static double[] exact() {
    double h = 1.0 / FINE;
    double drift = A - S * S / 2;
    double[] ends = new double[PATHS];
    for (int p = 0; p < PATHS; p++) {
      double log = 0;
      double integral = 0;
      for (int n = 0; n < FINE; n++) {
        // the integral of exp(−drift*s − S*W(s)) over a short step, to the second order
        double bend = h * h / 2 * (S * S / 2 - drift);
        integral += Math.exp(-log) * (h - S * PATH.area()[n][p] + bend);
        log += drift * h + S * PATH.growth()[n][p];
      }
      ends[p] = Math.exp(log) * (1 + C * integral);
    }
    return ends;
  }

  /// E[x] and E[x²] at time 1 of `dx = x*dt + 0.8*x*dW`, of which each step multiplies x by a
  /// random factor of its own; for additive noise those of `dx = −x*dt + dW`.
  @ParameterizedTest
  @MethodSource("methods")
  void expectationsConverge(StochasticTableau m) {
    for (int power = 1; power <= 2; power++) {
      double coarse = errorOfMoment(m, 16, power);
      double fine = errorOfMoment(m, 64, power);
      double order = Math.log(coarse / fine) / Math.log(4);
      String text = m + " " + power + ": " + coarse + " " + fine;
      assertTrue(fine < 1e-12 || order > m.weak() - 0.1, text);
      boolean isOnlyForNoise = m.calculus() == Calculus.ITO;
      assertTrue(!isOnlyForNoise || order < m.weak() + 0.3, text);
    }
  }

  private static double errorOfMoment(StochasticTableau m, int steps, int power) {
    return m.isForAdditiveNoise()
        ? errorOfRelaxing(m, steps, power)
        : errorOfGrowth(m, steps, power);
  }

  private static double errorOfGrowth(StochasticTableau m, int steps, int power) {
    double h = 1.0 / steps;
    double[] noise = DoubleStream.iterate(-9, z -> z <= 9, z -> z + 0.05).toArray();
    double[] growth = DoubleStream.of(noise).map(z -> Math.sqrt(h) * z).toArray();
    double[] ones = new double[noise.length];
    Arrays.fill(ones, 1);
    Block step = DiffusionSteps.step(m, linear(noise.length, 1, 0.8));
    List<Tensor> given =
        List.of(Tensor.vector(ones), Tensor.of(0.0), Tensor.of(h), Tensor.vector(growth));
    double[] factors = ((Tensor.F64) evaluator().run(step, given).getFirst()).values();
    double mean = 0;
    double weight = 0;
    for (int k = 0; k < noise.length; k++) {
      double density = Math.exp(-noise[k] * noise[k] / 2);
      mean += density * Math.pow(factors[k], power);
      weight += density;
    }
    double itoDrift = m.calculus() == Calculus.ITO ? 1 : 1 + 0.8 * 0.8 / 2;
    double exact = Math.exp(power * itoDrift + power * (power - 1) * 0.8 * 0.8 / 2);
    return Math.abs(Math.pow(mean / weight, steps) - exact);
  }

  /// The step is linear in the state, the growth and the area of the noise; so the law of its
  /// result is known.
  private static double errorOfRelaxing(StochasticTableau m, int steps, int power) {
    double h = 1.0 / steps;
    Block step = DiffusionSteps.step(m, relaxing());
    List<Tensor> given =
        List.of(
            Tensor.vector(new double[] {1, 0, 0}),
            Tensor.of(0.0),
            Tensor.of(h),
            Tensor.vector(new double[] {0, 1, 0}),
            Tensor.vector(new double[] {0, 0, 1}));
    double[] factors = ((Tensor.F64) evaluator().run(step, given).getFirst()).values();
    double mean = 1;
    double square = 1;
    for (int n = 0; n < steps; n++) {
      double noise = h * (factors[1] * factors[1] + factors[2] * factors[2]);
      mean *= factors[0];
      square = factors[0] * factors[0] * square + noise;
    }
    double exact = power == 1 ? Math.exp(-1) : Math.exp(-2) + (1 - Math.exp(-2)) / 2;
    return Math.abs((power == 1 ? mean : square) - exact);
  }

  // ---- systems

  /// `dy = (A*y + C)*dt + S*y*dW`, in the sense of `calculus`.
  private static DiffusionSystem affine(Calculus calculus) {
    double slope = calculus == Calculus.ITO ? A : A - S * S / 2;
    return system(
        PATHS,
        (b, y) -> b.fma(b.fill(slope, y.type()), y, b.fill(C, y.type())),
        (b, y) -> b.mul(b.fill(S, y.type()), y));
  }

  /// The same for `x = log(y)`.
  private static DiffusionSystem logarithm() {
    return system(
        PATHS,
        (b, x) ->
            b.fma(
                b.fill(C, x.type()),
                b.call(ElementaryFunctions.EXP, b.neg(x)),
                b.fill(A - S * S / 2, x.type())),
        (b, x) -> b.fill(S, x.type()));
  }

  private static DiffusionSystem linear(int size, double mu, double sigma) {
    return system(
        size,
        (b, x) -> b.mul(b.fill(mu, x.type()), x),
        (b, x) -> b.mul(b.fill(sigma, x.type()), x));
  }

  private static DiffusionSystem relaxing() {
    return system(3, Builder::neg, (b, x) -> b.fill(1, x.type()));
  }

  private interface Right {
    Var of(Builder b, Var x);
  }

  /// Equations for `size` independent entries.
  private static DiffusionSystem system(int size, Right drift, Right factor) {
    Type type = Type.F64.under(Dim.of(size));
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.F64);
    Var x = names.fresh("x", type);
    Block f = b.block(List.of(t, x), List.of(drift.of(b, x)));
    Builder c = new Builder(names);
    Var s = names.fresh("t", Type.F64);
    Var y = names.fresh("x", type);
    Var w = names.fresh("dW", type);
    return new DiffusionSystem(f, c.block(List.of(s, y, w), List.of(c.mul(factor.of(c, y), w))));
  }

  private static Evaluator evaluator() {
    return new Evaluator(new ReferenceRegions());
  }

  private static double slope(List<Double> x, List<Double> y) {
    double mx = x.stream().mapToDouble(v -> v).average().orElseThrow();
    double my = y.stream().mapToDouble(v -> v).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int k = 0; k < x.size(); k++) {
      xy += (x.get(k) - mx) * (y.get(k) - my);
      xx += (x.get(k) - mx) * (x.get(k) - mx);
    }
    return xy / xx;
  }
}
