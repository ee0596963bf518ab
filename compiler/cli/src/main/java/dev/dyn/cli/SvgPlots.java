package dev.dyn.cli;

import dev.dyn.runtime.data.PlotDrawer;

/// Finds the drawing of plots only when one is drawn: its libraries are large.
final class SvgPlots {
  private SvgPlots() {}

  static PlotDrawer drawer() {
    return new dev.dyn.runtime.plot.SvgDrawer();
  }
}
