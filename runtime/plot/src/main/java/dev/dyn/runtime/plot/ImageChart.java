package dev.dyn.runtime.plot;

import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A matrix as an image with indices at its axes; the smallest and largest value stand below. The
/// vertical axis holds −row, because the chart's axes point upwards.
///
/// A matrix with more entries than the screen has pixels is shown by every k-th row and column.
final class ImageChart {
  private static final int MOST = 1200;

  /// Of a third, invisible point: with two alone the chart would put its only ticks there.
  private static final double OFF_GRID = 0.3713;

  private ImageChart() {}

  static void paint(Plot.Image image, SvgCanvas canvas) throws IOException {
    var range = Range.of(image.values());
    XYChart chart = ChartStyle.newChart(label(image, range), "");
    double[] across = {0, OFF_GRID * image.columns(), image.columns()};
    double[] down = {0, -OFF_GRID * image.rows(), -image.rows()};
    var corners = chart.addSeries(" ", across, down);
    corners.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.NONE);
    chart.getStyler().setLegendVisible(false).setPlotContentSize(0.999);
    chart.setCustomYAxisTickLabelsFormatter(y -> ChartStyle.tick(-y));
    chart.paint(canvas.graphics(), SvgDrawer.WIDTH, SvgDrawer.HEIGHT);
    if (image.values().length > 0) canvas.place(pixels(image, range), place(chart, image));
  }

  private static String label(Plot.Image image, Range range) {
    if (!(range.low <= range.high)) return image.label() + ": nothing finite";
    return image.label()
        + ": "
        + number(range.low)
        + " (dark) to "
        + number(range.high)
        + " (light)";
  }

  private static String number(double value) {
    return Formats.text(Tensor.of(value), ".4g");
  }

  private static Rectangle place(XYChart chart, Plot.Image image) {
    int left = (int) Math.round(chart.getScreenXFromChart(0));
    int right = (int) Math.round(chart.getScreenXFromChart(image.columns()));
    int bottom = (int) Math.round(chart.getScreenYFromChart(-image.rows()));
    int top = (int) Math.round(chart.getScreenYFromChart(0));
    return new Rectangle(left, top, right - left, bottom - top);
  }

  private static BufferedImage pixels(Plot.Image image, Range range) {
    int rows = Math.min(image.rows(), MOST);
    int columns = Math.min(image.columns(), MOST);
    var pixels = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < rows; i++) {
      int row = (int) ((long) i * image.rows() / rows);
      for (int j = 0; j < columns; j++) {
        int column = (int) ((long) j * image.columns() / columns);
        pixels.setRGB(j, i, colour(range.part(image.values()[row * image.columns() + column])));
      }
    }
    return pixels;
  }

  /// From dark blue over green to light yellow: lightness grows steadily, so that it also reads in
  /// grey.
  private static int colour(double part) {
    if (Double.isNaN(part)) return Color.GRAY.getRGB();
    int last = STOPS.length - 1;
    int at = Math.min(last - 1, (int) (part * last));
    double within = part * last - at;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = STOPS[at] >> shift & 255;
      int b = STOPS[at + 1] >> shift & 255;
      colour = colour << 8 | (int) Math.round(a + (b - a) * within);
    }
    return colour;
  }

  private static final int[] STOPS = {0x1B1044, 0x273E7A, 0x1F6F8B, 0x2A9D7C, 0x7CC45A, 0xF6E75A};

  /// The finite values of a matrix.
  private record Range(double low, double high) {
    static Range of(double[] values) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double v : values) {
        if (!Double.isFinite(v)) continue;
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
      return new Range(low, high);
    }

    /// From 0 to 1; NaN for what has no place.
    double part(double value) {
      if (Double.isNaN(value)) return Double.NaN;
      if (!(high > low)) return 0.5;
      return Math.clamp((value - low) / (high - low), 0.0, 1.0);
    }
  }
}
