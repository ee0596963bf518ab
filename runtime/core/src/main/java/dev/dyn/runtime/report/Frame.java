package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Plot;

/// The part of the plane that a plot covers, with its axes: tells which points can be drawn and
/// where they lie, from 0 to 1.
record Frame(boolean logX, boolean logY, double left, double right, double low, double high) {
  /// Around all that can be drawn; empty (NaN) if nothing can.
  static Frame around(Plot.Curves plot) {
    Frame frame = new Frame(plot.x().log(), plot.y().log(), 0, 0, 0, 0);
    double left = Double.NaN;
    double right = Double.NaN;
    double low = Double.NaN;
    double high = Double.NaN;
    for (Plot.Curve curve : plot.curves()) {
      for (int i = 0; i < curve.x().length; i++) {
        double x = curve.x()[i];
        double y = curve.y()[i];
        if (!frame.draws(x, y)) continue;
        left = x >= left ? left : x;
        right = x <= right ? right : x;
        low = y >= low ? low : y;
        high = y <= high ? high : y;
      }
    }
    return new Frame(plot.x().log(), plot.y().log(), left, right, low, high);
  }

  /// Whether a point has a place: finite, and positive along logarithmic axes.
  boolean draws(double x, double y) {
    return Double.isFinite(x) && Double.isFinite(y) && !(logX && x <= 0) && !(logY && y <= 0);
  }

  /// The cell of a row of `cells` cells in which `x` lies.
  int column(double x, int cells) {
    return cell(x, left, right, logX, cells);
  }

  /// The cell of a column of `cells` cells in which `y` lies.
  int row(double y, int cells) {
    return cell(y, low, high, logY, cells);
  }

  private static int cell(double value, double from, double to, boolean log, int cells) {
    double part =
        log
            ? (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))
            // Halved, because the distance of the largest numbers overflows.
            : (value / 2 - from / 2) / (to / 2 - from / 2);
    return Double.isNaN(part) ? 0 : Math.clamp((long) (part * cells), 0, cells - 1);
  }
}
