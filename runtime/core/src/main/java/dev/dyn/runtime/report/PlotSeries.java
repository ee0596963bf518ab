package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Plot.Curve;
import dev.dyn.runtime.results.Plot.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has one colour and one entry in the legend: one curve, or all curves of an expression if
/// they are many.
///
/// @param width of bars: the least distance of their middles; 0 for what has no bars
/// @param of how many points there were before thinning
/// @param undrawable how many of them have no place: not finite, or not positive along a
///   logarithmic axis
record PlotSeries(
    String label, Style style, double[] x, double[] y, double width, long of, long undrawable) {
  /// Curves of one expression that get a colour each.
  static final int FEW = 8;

  /// Points of a plot in the page: about two megabytes.
  private static final int MOST = 100_000;

  /// Lines of an expression in the page.
  private static final int MOST_LINES = 2_000;

  static List<PlotSeries> of(Plot.Curves plot) {
    Map<Integer, List<Curve>> groups = new LinkedHashMap<>();
    plot.curves().forEach(c -> groups.computeIfAbsent(c.group(), _ -> new ArrayList<>()).add(c));
    Frame frame = Frame.around(plot);
    int curves = Math.max(1, plot.curves().size());
    var series = new ArrayList<PlotSeries>();
    for (List<Curve> group : groups.values()) {
      String label = group.getFirst().label();
      int share = Math.max(1, (int) ((long) MOST * group.size() / curves));
      if (group.size() > FEW) {
        series.add(make(label, group, frame, share));
        continue;
      }
      for (int i = 0; i < group.size(); i++) {
        String own = group.size() == 1 ? label : label + "[" + i + "]";
        series.add(make(own, group.subList(i, i + 1), frame, share / group.size()));
      }
    }
    return series;
  }

  private static PlotSeries make(String label, List<Curve> curves, Frame frame, int most) {
    Style style = curves.getFirst().style();
    var points = new PointBuffer();
    switch (style) {
      case LINES -> {
        int step = Math.ceilDiv(curves.size(), MOST_LINES);
        var thinning = new Thinning(frame, Math.max(50, most / Math.ceilDiv(curves.size(), step)));
        for (int i = 0; i < curves.size(); i += step) thinning.line(curves.get(i), points);
      }
      case POINTS, BARS -> new Thinning(frame, most).cloud(curves, points);
    }
    long of = 0;
    long undrawable = 0;
    for (Curve curve : curves) {
      of += curve.x().length;
      for (int i = 0; i < curve.x().length; i++) {
        if (!frame.draws(curve.x()[i], curve.y()[i])) undrawable++;
      }
    }
    double width = style == Style.BARS ? spacing(points.x()) : 0;
    return new PlotSeries(label, style, points.x(), points.y(), width, of, undrawable);
  }

  private static double spacing(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      double d = sorted[i] - sorted[i - 1];
      if (d > 0) least = Math.min(least, d);
    }
    return Double.isFinite(least) ? least : 1;
  }

  /// How many points are in the page.
  long drawn() {
    long drawn = 0;
    for (double each : y) {
      if (!Double.isNaN(each)) drawn++;
    }
    return drawn;
  }
}
