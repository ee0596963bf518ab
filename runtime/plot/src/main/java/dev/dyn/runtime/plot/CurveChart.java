package dev.dyn.runtime.plot;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Plot.Curve;
import dev.dyn.runtime.results.Plot.Style;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Curves over axes: lines, points, bars.
///
/// The curves of one expression (the columns of a matrix) get a colour each if they are few; if
/// they are many, one colour and one entry in the legend.
final class CurveChart {
  private static final int FEW = 8;

  /// Dark enough on white, distinct for most colour-blind readers (Okabe and Ito, 2008, without
  /// yellow).
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0x56B4E9),
    new Color(0xE69F00),
    new Color(0x000000)
  };

  private final Plot.Curves plot;
  private final SvgCanvas canvas;
  private final XYChart chart;
  private int colour;

  private CurveChart(Plot.Curves plot, SvgCanvas canvas) {
    this.plot = plot;
    this.canvas = canvas;
    this.chart = ChartStyle.newChart(plot.x().label(), plot.y().label());
    chart.getStyler().setXAxisLogarithmic(plot.x().log()).setYAxisLogarithmic(plot.y().log());
  }

  static void paint(Plot.Curves plot, SvgCanvas canvas) {
    new CurveChart(plot, canvas).paint();
  }

  private void paint() {
    Map<Integer, List<Curve>> groups = new LinkedHashMap<>();
    plot.curves().forEach(c -> groups.computeIfAbsent(c.group(), _ -> new ArrayList<>()).add(c));
    groups.values().forEach(this::add);
    chart.getStyler().setLegendVisible(chart.getSeriesCollection().size() > 1);
    chart.paint(canvas.graphics(), SvgDrawer.WIDTH, SvgDrawer.HEIGHT);
  }

  private void add(List<Curve> group) {
    if (group.size() > FEW) {
      add(group, group.getFirst().label());
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      String label = group.get(i).label();
      add(group.subList(i, i + 1), group.size() == 1 ? label : label + "[" + i + "]");
    }
  }

  private void add(List<Curve> curves, String label) {
    Style style = curves.getFirst().style();
    PointList points = new PointList(plot.x().log(), plot.y().log());
    curves.forEach(c -> {
      switch (style) {
        case LINES -> points.addLine(c);
        case POINTS -> points.addDots(c);
        case BARS -> points.addBars(c);
      }
    });
    if (points.isEmpty()) return;
    points.breakSpacing();
    XYSeries series = chart.addSeries(unused(label), points.x(), points.y());
    look(series, style, points.size());
  }

  /// The chart tells series apart by their names.
  private String unused(String label) {
    String name = label.isEmpty() ? " " : label;
    while (chart.getSeries(name) != null) name += " ";
    return name;
  }

  private void look(XYSeries series, Style style, int size) {
    Color ink = COLOURS[colour++ % COLOURS.length];
    series.setMarkerColor(ink).setLineColor(ink);
    series.setFillColor(ink);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(SvgCanvas.CURVE);
    switch (style) {
      case LINES -> series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
      case POINTS -> {
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(canvas.dotMarker(dotSize(size)));
      }
      case BARS -> series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    }
  }

  /// Few points are to be seen, many are to be told apart.
  private static double dotSize(int points) {
    return points <= 500 ? 4 : points <= 5000 ? 2.5 : 1;
  }
}
