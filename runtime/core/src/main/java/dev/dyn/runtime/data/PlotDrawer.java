package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Plot;
import java.io.IOException;
import java.io.OutputStream;

/// Draws a plot as an image file. A module of its own has the drawing, so that what does not plot
/// need not carry it.
@FunctionalInterface
public interface PlotDrawer {
  void draw(Plot plot, OutputStream out) throws IOException;
}
