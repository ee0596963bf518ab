package dev.dyn.runtime.plot;

import dev.dyn.runtime.data.PlotDrawer;
import dev.dyn.runtime.results.Plot;
import java.io.IOException;
import java.io.OutputStream;

/// Draws any plot as an SVG file of 800 × 560 pixels.
public final class SvgDrawer implements PlotDrawer {
  static final int WIDTH = 800;
  static final int HEIGHT = 560;

  public SvgDrawer() {
    // There is no screen on most machines that simulate.
    System.setProperty("java.awt.headless", "true");
  }

  @Override
  public void draw(Plot plot, OutputStream out) throws IOException {
    var canvas = new SvgCanvas(WIDTH, HEIGHT);
    switch (plot) {
      case Plot.Curves curves -> CurveChart.paint(curves, canvas);
      case Plot.Image image -> ImageChart.paint(image, canvas);
    }
    canvas.writeTo(out);
  }
}
