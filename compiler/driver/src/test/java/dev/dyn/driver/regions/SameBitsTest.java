package dev.dyn.driver.regions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.driver.regions.Bench.Choice;
import dev.dyn.driver.regions.Bench.Spread;
import dev.dyn.driver.regions.Bench.Times;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Evaluator and compiled code, one thread and several, members alone and side by side: the same
/// bits.
class SameBitsTest {
  private static final Choice RK4 = new Choice(Bench.RK4, 0.013);
  private static final Choice DOPRI5 = new Choice(Bench.DOPRI5, 1e-6, 1e-6);
  private static final Choice DOP853 = new Choice(Bench.method("dop853"), 1e-8, 1e-8);
  private static final Choice HEUN = new Choice(Bench.method("heun"), 1e-3, 1e-3);

  /// Runs a sample for the given members.
  private record Case(
      String name, Sample sample, BiFunction<RegionRunner, Members, List<Tensor>> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// A sample with its operands, and which differ.
  private record Members(Sample sample, Spread spread) {}

  static Stream<Arguments> cases() {
    List<Case> cases = new ArrayList<>();
    Sample lorenz = Sample.lorenz(1, 1, 1);
    Times every = new Times.Every(0, 1, 0.1);
    cases.add(flow("rk4 every", lorenz, RK4, every));
    cases.add(flow("rk4 at", lorenz, RK4, new Times.At(0, 0.005, 0.5, 0.51)));
    cases.add(flow("rk4 each step", lorenz, RK4, new Times.EachStep(0, 0.4)));
    cases.add(flow("rk4 backward", Sample.oscillators(3), RK4, new Times.Every(0, -0.5, 0.1)));
    cases.add(flow("dopri5 every", lorenz, DOPRI5, every));
    cases.add(flow("dopri5 at", lorenz, DOPRI5, new Times.At(0, 0.3, 1)));
    cases.add(flow("dopri5 fixed", lorenz, new Choice(Bench.DOPRI5, 0.01), every));
    cases.add(flow("dop853 every", lorenz, DOP853, every));
    cases.add(flow("heun every", lorenz, HEUN, every));
    cases.add(flow("single precision", Sample.bell(Elem.F32), RK4, every));
    cases.add(flow("single precision adaptive", Sample.bell(Elem.F32), HEUN, every));
    cases.add(flow("arrays", Sample.oscillators(40), RK4, every));
    cases.add(flow("arrays adaptive", Sample.oscillators(40), DOP853, every));
    cases.add(
        new Case(
            "map", Sample.logistic(0.3, 3.9), (r, m) -> Bench.map(r, m.sample, 50, 13, m.spread)));
    Sample tangents = Sample.lorenzWithTangents(2);
    cases.add(
        new Case(
            "exponents",
            tangents,
            (r, m) -> Bench.exponents(r, m.sample, 2, RK4, 3, 0.4, m.spread)));
    cases.add(
        new Case(
            "exponents adaptive",
            tangents,
            (r, m) -> Bench.exponents(r, m.sample, 2, DOPRI5, 3, 0.4, m.spread)));
    cases.add(
        new Case(
            "exponents of a map",
            Sample.logisticWithTangent(0.3, 3.9),
            (r, m) -> Bench.mapExponents(r, m.sample, 1, 300, 20, m.spread)));
    return cases.stream().map(Arguments::of);
  }

  private static Case flow(String name, Sample sample, Choice choice, Times times) {
    Block outputs =
        Sample.block(
            sample.right().parameters().getFirst().type(),
            Sample.types(sample.states()),
            Sample.types(sample.environment()),
            (b, t, x, _) -> {
              var first = x.getFirst();
              var time =
                  b.broadcast(b.convert(t, first.type().elem()), first.type().dims(), List.of());
              return List.of(b.mul(first, first), b.add(first, time));
            });
    return new Case(
        name, sample, (r, m) -> Bench.flow(r, m.sample, outputs, choice, times, m.spread));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void engines(Case c) {
    Members single = new Members(c.sample, Spread.SINGLE);
    assertSame(c.run.apply(Bench.evaluated(), single), c.run.apply(Bench.compiled(1), single));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void membersAreAsIfAlone(Case c) {
    if (c.name.endsWith("each step")) {
      return;
    }
    int size = 19;
    Members all = members(c.sample, size);
    List<Tensor> together = c.run.apply(Bench.compiled(1), all);
    assertSame(together, c.run.apply(Bench.compiled(3), all));
    assertSame(together, c.run.apply(Bench.evaluated(), all));
    RegionRunner one = Bench.compiled(1);
    for (int k : new int[] {0, 1, 7, 18}) {
      List<Tensor> alone = c.run.apply(one, new Members(member(c.sample, k), Spread.SINGLE));
      List<Tensor> rows = new ArrayList<>();
      for (Tensor t : together) {
        rows.add(t.row(k));
      }
      assertSame(alone, rows);
    }
  }

  /// The sample with its first state scaled a little, differently for each member.
  private static Sample member(Sample s, int k) {
    List<Tensor> states = new ArrayList<>(s.states());
    states.set(0, scaled(states.getFirst(), 1 - 0.01 * k));
    return new Sample(s.right(), states, s.environment());
  }

  private static Tensor scaled(Tensor t, double factor) {
    return switch (t) {
      case Tensor.F64(var shape, double[] v) ->
          new Tensor.F64(shape, Arrays.stream(v).map(x -> x * factor).toArray());
      case Tensor.F32(var shape, float[] v) -> {
        float[] w = v.clone();
        for (int k = 0; k < w.length; k++) {
          w[k] = (float) (w[k] * factor);
        }
        yield new Tensor.F32(shape, w);
      }
      case Tensor.I64 _, Tensor.Bool _ -> throw new IllegalArgumentException("a state is real");
    };
  }

  private static Members members(Sample s, int size) {
    List<Tensor> firsts = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      firsts.add(member(s, k).states().getFirst());
    }
    List<Tensor> states = new ArrayList<>(s.states());
    states.set(0, stacked(firsts));
    List<Boolean> differs = new ArrayList<>();
    differs.add(true);
    differs.addAll(Collections.nCopies(s.states().size() - 1 + s.environment().size(), false));
    return new Members(new Sample(s.right(), states, s.environment()), new Spread(size, differs));
  }

  private static Tensor stacked(List<Tensor> rows) {
    int width = rows.getFirst().size();
    Tensor all = Tensor.zeros(rows.getFirst().elem(), rows.getFirst().shape().under(rows.size()));
    for (int r = 0; r < rows.size(); r++) {
      for (int k = 0; k < width; k++) {
        double value = rows.get(r).realAt(k);
        switch (all) {
          case Tensor.F64(_, double[] v) -> v[r * width + k] = value;
          case Tensor.F32(_, float[] v) -> v[r * width + k] = (float) value;
          case Tensor.I64 _, Tensor.Bool _ -> throw new IllegalArgumentException("a state is real");
        }
      }
    }
    return all;
  }

  private static void assertSame(List<Tensor> expected, List<Tensor> actual) {
    assertEquals(expected.size(), actual.size());
    for (int k = 0; k < expected.size(); k++) {
      assertEquals(expected.get(k).shape(), actual.get(k).shape());
      assertEquals(expected.get(k).elem(), actual.get(k).elem());
      assertArrayEquals(bits(expected.get(k)), bits(actual.get(k)), "result " + k);
    }
  }

  private static long[] bits(Tensor t) {
    long[] bits = new long[t.size()];
    for (int k = 0; k < bits.length; k++) {
      bits[k] = Double.doubleToRawLongBits(t.realAt(k));
    }
    return bits;
  }
}
