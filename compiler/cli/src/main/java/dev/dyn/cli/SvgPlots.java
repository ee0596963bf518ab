package dev.dyn.cli;

import dev.dyn.runtime.data.PlotDrawer;
import dev.dyn.runtime.plot.SvgDrawer;

/// Finds the drawing of plots only when one is drawn: its libraries are large.
final class SvgPlots {
  private SvgPlots() {}

  static PlotDrawer drawer() {
    return new SvgDrawer();
  }
}
