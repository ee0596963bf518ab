package dev.dyn.runtime.plot;

import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/// What all charts have in common: a quiet frame, so that the curves are what one sees.
final class ChartStyle {
  private static final Color GRID = new Color(0xE6E6E6);
  private static final Color INK = new Color(0x333333);

  private ChartStyle() {}

  static XYChart newChart(String xLabel, String yLabel) {
    var chart = new XYChart(SvgDrawer.WIDTH, SvgDrawer.HEIGHT, ChartTheme.XChart);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    var style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    style.setChartBackgroundColor(Color.WHITE).setPlotBorderColor(INK).setChartFontColor(INK);
    style.setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
    style.setDecimalPattern("#.########");
    style.setLegendSeriesLineLength(16).setChartTitleVisible(false);
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(0.5f));
    style.setPlotContentSize(0.96);
    return chart;
  }

  /// Labels without the noise of binary numbers.
  static String tick(double value) {
    return Formats.text(Tensor.of(value + 0.0), ".6g").replace("-", "−");
  }
}
