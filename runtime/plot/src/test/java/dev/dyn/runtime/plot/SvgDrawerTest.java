package dev.dyn.runtime.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Plot.Style;
import dev.dyn.runtime.results.PlotCurves;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgDrawerTest {
  private static final Plot.Axis X = new Plot.Axis("x", false);
  private static final Plot.Axis Y = new Plot.Axis("y", false);
  private static final Plot.Axis LOG = new Plot.Axis("log", true);

  private static String draw(Plot plot) throws Exception {
    var out = new ByteArrayOutputStream();
    new SvgDrawer().draw(plot, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The longest path of a drawing: the data, not a letter.
  private static String longestPath(String svg) throws Exception {
    var document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(strip(svg).getBytes(StandardCharsets.UTF_8)));
    var paths = document.getElementsByTagName("path");
    String longest = "";
    for (int i = 0; i < paths.getLength(); i++) {
      String d = ((Element) paths.item(i)).getAttribute("d");
      if (d.length() > longest.length()) longest = d;
    }
    return longest;
  }

  /// The document type names an address; tests read nothing from there.
  private static String strip(String svg) {
    return svg.replaceFirst("(?s)<!DOCTYPE.*?>", "");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static Plot curves(Style style, Tensor y, Optional<Tensor> x) {
    return new Plot.Curves("plot-1", X, Y, PlotCurves.of(0, "y", style, y, x));
  }

  @Test
  void aLineIsOnePath() throws Exception {
    String path =
        longestPath(draw(curves(Style.LINES, Tensor.vector(zigzag(300)), Optional.empty())));
    assertEquals(1, count(path, "M"));
    assertEquals(299, count(path, "L"));
  }

  private static double[] zigzag(int n) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) y[i] = i % 2 * 100;
    return y;
  }

  @Test
  void aGapStartsAnew() throws Exception {
    double[] y = zigzag(300);
    y[150] = Double.NaN;
    y[200] = Double.POSITIVE_INFINITY;
    String path = longestPath(draw(curves(Style.LINES, Tensor.vector(y), Optional.empty())));
    assertEquals(3, count(path, "M"));
    assertEquals(295, count(path, "L"));
  }

  @Test
  void manyPointsMakeASmallFile() throws Exception {
    var random = new Random(1);
    double[] y = new double[1200 * 201];
    double[] x = new double[1200];
    for (int i = 0; i < y.length; i++) y[i] = random.nextDouble();
    for (int i = 0; i < x.length; i++) x[i] = 2.5 + i / 800.0;
    var values = new Tensor.F64(new Shape(1200, 201), y);
    String svg = draw(curves(Style.POINTS, values, Optional.of(Tensor.vector(x))));
    assertTrue(svg.length() < 5_000_000, "length " + svg.length());
    assertTrue(count(longestPath(svg), "h0") > 100_000);
  }

  @Test
  void theSamePlotGivesTheSameBytes() throws Exception {
    var plot = curves(Style.BARS, Tensor.vector(3.0, 1.0, 2.0), Optional.empty());
    assertEquals(draw(plot), draw(plot));
  }

  @Test
  void logarithmicAxesLeaveOutWhatIsNotPositive() throws Exception {
    var y = Tensor.vector(0.1, 0.0, -1.0, 10.0, Double.NaN);
    var x = Tensor.vector(1.0, 10.0, 100.0, 1000.0, 0.0);
    var curve = PlotCurves.of(0, "y", Style.POINTS, y, Optional.of(x));
    String svg = draw(new Plot.Curves("plot-1", LOG, LOG, curve));
    String dots = strip(svg).lines().filter(l -> l.contains("h0")).findFirst().orElse("");
    assertEquals(2, count(dots, "h0"), dots);
  }

  @Test
  void nothingToDrawIsStillAChart() throws Exception {
    var nothing = Tensor.vector(Double.NaN, Double.NaN);
    assertTrue(draw(curves(Style.LINES, nothing, Optional.empty())).contains("</svg"));
    assertTrue(
        draw(curves(Style.POINTS, Tensor.vector(new double[0]), Optional.empty()))
            .contains("</svg"));
    assertTrue(draw(curves(Style.LINES, Tensor.vector(1.0), Optional.empty())).contains("</svg"));
    assertTrue(draw(new Plot.Image("plot-1", "u", 0, 0, new double[0])).contains("</svg"));
  }

  @Test
  void anImageIsEmbedded() throws Exception {
    double[] values = new double[64 * 48];
    for (int i = 0; i < values.length; i++) values[i] = Math.sin(i);
    values[7] = Double.NaN;
    String svg = draw(new Plot.Image("plot-1", "u", 64, 48, values));
    assertTrue(svg.contains("data:image/png;base64,"));
  }

  @Test
  void shapesThatFit() {
    var y = Tensor.zeros(Elem.F64, new Shape(4, 3));
    assertEquals(
        3, PlotCurves.of(0, "y", Style.LINES, y, Optional.of(Tensor.vector(1., 2, 3, 4))).size());
    assertEquals(
        4, PlotCurves.of(0, "y", Style.LINES, y, Optional.of(Tensor.vector(1., 2, 3))).size());
    assertEquals(
        List.of(), PlotCurves.problem(y.shape(), Optional.of(y.shape())).stream().toList());
    assertTrue(PlotCurves.problem(y.shape(), Optional.of(new Shape(5))).isPresent());
    assertTrue(PlotCurves.problem(new Shape(4), Optional.of(new Shape(5))).isPresent());
  }
}
