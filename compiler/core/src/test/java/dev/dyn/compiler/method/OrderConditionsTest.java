package dev.dyn.compiler.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The coefficients of every method in the library satisfy the equations that its order means.
class OrderConditionsTest {
  /// Coefficients are given to 16 digits, and sums of up to twelve products of size up to 50 are
  /// formed.
  private static final double ROUNDING = 2e-13;

  static Stream<Tableau> methods() {
    return MethodLibrary.all().stream();
  }

  static Stream<Tableau> adaptive() {
    return methods().filter(Tableau::isAdaptive);
  }

  @Test
  void countsOfTrees() {
    // Number of rooted trees with n nodes: OEIS A000081.
    List<Integer> counts =
        Stream.iterate(1, n -> n + 1).limit(8).map(n -> RootedTree.ofSize(n).size()).toList();
    assertEquals(List.of(1, 1, 2, 4, 9, 20, 48, 115), counts);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void rowsSumToNodes(Tableau m) {
    assertEquals(m.stages(), m.c().size());
    assertEquals(m.stages(), m.a().size());
    for (int i = 0; i < m.stages(); i++) {
      assertEquals(i, m.a().get(i).size());
      assertEquals(m.c().get(i), sum(m.a().get(i)), ROUNDING, m.name() + " row " + i);
    }
    for (List<Double> row : m.extra()) {
      assertEquals(row.getFirst(), sum(row.subList(1, row.size())), ROUNDING);
    }
    assertTrue(m.reference().length() > 30, "a method says where it is from");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void solutionHasItsOrder(Tableau m) {
    assertTrue(largestDefect(m.b(), m.a(), 1, m.order()) < ROUNDING, m.name());
    assertTrue(
        largestDefect(m.b(), m.a(), m.order() + 1, m.order() + 1) > 1e-7,
        m.name() + " has a higher order than it says");
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void comparisonSolutionHasItsOrder(Tableau m) {
    List<Double> other = new ArrayList<>();
    for (int i = 0; i < m.stages(); i++) {
      other.add(m.b().get(i) - m.error().get(i));
    }
    // The estimate of dop853 has order 5; 7 is what it behaves like together with the coarse one.
    int order = m.coarse().isEmpty() ? m.embedded() : 5;
    assertTrue(largestDefect(other, m.a(), 1, order) < ROUNDING, m.name());
    assertTrue(largestDefect(other, m.a(), order + 1, order + 1) > 1e-7, m.name());
    if (!m.coarse().isEmpty()) {
      List<Double> coarse = new ArrayList<>();
      for (int i = 0; i < m.stages(); i++) {
        coarse.add(m.b().get(i) - m.coarse().get(i));
      }
      assertTrue(largestDefect(coarse, m.a(), 1, 3) < ROUNDING, m.name());
    }
  }

  /// Inside a step the solution is a series in s*h too: `sum(b[i](s)*weight[i]) = s^nodes/density`.
  @ParameterizedTest
  @MethodSource("adaptive")
  void denseOutputHasItsOrder(Tableau m) {
    List<List<Double>> a = new ArrayList<>(m.a());
    m.extra().forEach(row -> a.add(row.subList(1, row.size())));
    int order = denseOrder(m);
    for (double s : new double[] {0.125, 0.5, 0.875, 1}) {
      List<Double> weights = m.dense().stream().map(row -> polynomial(row, s)).toList();
      for (int nodes = 1; nodes <= order; nodes++) {
        for (RootedTree tree : RootedTree.ofSize(nodes)) {
          double expected = Math.pow(s, nodes) / tree.density();
          assertEquals(expected, dot(weights, tree.weights(a)), 1e-12, m.name() + " at " + s);
        }
      }
    }
  }

  static int denseOrder(Tableau m) {
    return switch (m.name()) {
      case "heun" -> 2;
      case "bosh3" -> 3;
      case "dopri5", "tsit5" -> 4;
      case "dop853" -> 7;
      default -> throw new AssertionError("say what order " + m.name() + " has inside a step");
    };
  }

  private static double polynomial(List<Double> row, double s) {
    double sum = 0;
    for (double c : row.reversed()) {
      sum = (sum + c) * s;
    }
    return sum;
  }

  private static double largestDefect(List<Double> b, List<List<Double>> a, int from, int to) {
    double largest = 0;
    for (int nodes = from; nodes <= to; nodes++) {
      for (RootedTree tree : RootedTree.ofSize(nodes)) {
        largest = Math.max(largest, Math.abs(dot(b, tree.weights(a)) - 1 / tree.density()));
      }
    }
    return largest;
  }

  private static double dot(List<Double> x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += x.get(i) * y[i];
    }
    return sum;
  }

  private static double sum(List<Double> row) {
    return row.stream().mapToDouble(x -> x).sum();
  }
}
