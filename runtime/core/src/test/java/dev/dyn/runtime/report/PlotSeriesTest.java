package dev.dyn.runtime.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Plot.Axis;
import dev.dyn.runtime.results.Plot.Curve;
import dev.dyn.runtime.results.Plot.Style;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotSeriesTest {
  private static final double NAN = Double.NaN;

  private static List<PlotSeries> series(boolean log, Curve... curves) {
    return PlotSeries.of(
        new Plot.Curves("plot-1", new Axis("x", false), new Axis("y", log), List.of(curves)));
  }

  private static double[] range(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }

  @Test
  void shortLinesStayWhole() {
    double[] y = {1, 2, NAN, 4, Double.POSITIVE_INFINITY, -1};
    PlotSeries only = series(false, new Curve(0, "y", Style.LINES, range(6), y)).getFirst();
    assertArrayEquals(new double[] {1, 2, NAN, 4, NAN, -1}, only.y());
    assertEquals(4, only.drawn());
    assertEquals(2, only.undrawable());
  }

  @Test
  void logarithmsNeedPositiveNumbers() {
    double[] y = {0, 1, -2, 3};
    PlotSeries only = series(true, new Curve(0, "y", Style.POINTS, range(4), y)).getFirst();
    assertArrayEquals(new double[] {1, 3}, only.y());
    assertEquals(2, only.undrawable());
  }

  /// A peak of one point in a million is seen, and so are all extremes of columns.
  @Test
  void longLinesKeepTheirExtremes() {
    int n = 1_000_000;
    double[] y = new double[n];
    for (int i = 0; i < n; i++) y[i] = Math.sin(i * 1e-3) * (1 + i % 7);
    y[123_457] = 1e3;
    y[765_432] = NAN;
    PlotSeries only = series(false, new Curve(0, "y", Style.LINES, range(n), y)).getFirst();
    assertTrue(only.y().length <= 125_000, () -> only.y().length + " points");
    assertTrue(only.y().length > 20_000, () -> only.y().length + " points");
    assertTrue(Arrays.stream(only.y()).anyMatch(v -> v == 1e3));
    assertEquals(1, Arrays.stream(only.y()).filter(Double::isNaN).count());
    assertEquals(0, only.x()[0]);
    assertEquals(n - 1, only.x()[only.x().length - 1]);
  }

  @Test
  void orbitsAndCloudsAreThinned() {
    int n = 400_000;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = Math.cos(i * 0.7);
      y[i] = Math.sin(i * 1.3);
    }
    for (Style style : List.of(Style.LINES, Style.POINTS)) {
      PlotSeries only = series(false, new Curve(0, "y", style, x, y)).getFirst();
      assertTrue(only.drawn() <= 100_001, () -> style + ": " + only.drawn());
      assertTrue(only.drawn() > 1_000, () -> style + ": " + only.drawn());
      assertEquals(n, only.of());
    }
  }

  @Test
  void manyCurvesOfOneExpressionAreOneSeries() {
    Curve[] curves =
        IntStream.range(0, 9)
            .mapToObj(k -> new Curve(0, "y", Style.LINES, range(2), new double[] {k, k + 1}))
            .toArray(Curve[]::new);
    PlotSeries only = series(false, curves).getFirst();
    assertEquals(9 * 2 + 8, only.y().length);
    assertEquals(List.of("y[0]", "y[1]"), labels(Arrays.copyOf(curves, 2)));
  }

  private static List<String> labels(Curve... curves) {
    return series(false, curves).stream().map(PlotSeries::label).toList();
  }

  @Test
  void nothingToDrawIsNoTrouble() {
    assertEquals(
        0, series(false, new Curve(0, "y", Style.LINES, range(0), range(0))).getFirst().of());
    double[] nothing = {NAN, NAN};
    assertEquals(
        0, series(false, new Curve(0, "y", Style.BARS, nothing, nothing)).getFirst().drawn());
    double[] ends = {-Double.MAX_VALUE, Double.MAX_VALUE};
    assertEquals(
        2, series(false, new Curve(0, "y", Style.LINES, range(2), ends)).getFirst().drawn());
  }
}
