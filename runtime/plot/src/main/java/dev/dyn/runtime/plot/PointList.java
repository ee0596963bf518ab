package dev.dyn.runtime.plot;

import dev.dyn.runtime.results.Plot.Curve;
import java.util.Arrays;

/// The points of one series as the chart wants them: what cannot be drawn (not finite, or not
/// positive on a logarithmic axis) is left out, as a gap in a line; very long lines over time are
/// thinned.
final class PointList {
  /// Longer lines are thinned to the lowest and highest value of each of `COLUMNS` stretches, which
  /// covers the same pixels.
  private static final int LONG = 20_000;

  private static final int COLUMNS = 4000;

  /// Part of a range where no regular grid has a point.
  private static final double OFF_GRID = 0.3713;

  /// Of the distance between neighbours.
  private static final double BAR_WIDTH = 0.8;

  private final boolean logX;
  private final boolean logY;
  private double[] x = new double[64];
  private double[] y = new double[64];
  private int size;

  PointList(boolean logX, boolean logY) {
    this.logX = logX;
    this.logY = logY;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    for (int i = 0; i < size; i++) {
      if (!Double.isNaN(y[i])) return false;
    }
    return true;
  }

  double[] x() {
    return Arrays.copyOf(x, size);
  }

  double[] y() {
    return Arrays.copyOf(y, size);
  }

  void addDots(Curve curve) {
    for (int i = 0; i < curve.x().length; i++) {
      if (drawable(curve.x()[i], curve.y()[i])) add(curve.x()[i], curve.y()[i]);
    }
  }

  /// Lines of several curves follow each other with gaps between.
  void addLine(Curve curve) {
    gap();
    boolean thin = curve.x().length > LONG && increases(curve.x());
    if (thin) addThinned(curve);
    else addAll(curve, 0, curve.x().length);
  }

  private void addAll(Curve curve, int from, int to) {
    for (int i = from; i < to; i++) {
      if (drawable(curve.x()[i], curve.y()[i])) add(curve.x()[i], curve.y()[i]);
      else gap();
    }
  }

  private void addThinned(Curve curve) {
    int n = curve.x().length;
    for (int column = 0; column < COLUMNS; column++) {
      int from = (int) ((long) n * column / COLUMNS);
      int to = (int) ((long) n * (column + 1) / COLUMNS);
      int low = from;
      int high = from;
      for (int i = from; i < to; i++) {
        if (curve.y()[i] < curve.y()[low]) low = i;
        if (curve.y()[i] > curve.y()[high]) high = i;
      }
      int first = Math.min(low, high);
      int second = Math.max(low, high);
      addAll(curve, first, first + 1);
      if (second > first) addAll(curve, second, second + 1);
    }
  }

  private static boolean increases(double[] x) {
    for (int i = 1; i < x.length; i++) {
      if (!(x[i] > x[i - 1])) return false;
    }
    return true;
  }

  /// Rectangles from zero, as one outline that returns along the axis.
  void addBars(Curve curve) {
    double half = BAR_WIDTH / 2 * spacing(curve.x());
    for (int i = 0; i < curve.x().length; i++) {
      double at = curve.x()[i];
      double top = curve.y()[i];
      if (!drawable(at, top)) continue;
      double base = logY ? top / 10 : 0;
      add(at - half, base);
      add(at - half, top);
      add(at + half, top);
      add(at + half, base);
    }
  }

  private static double spacing(double[] x) {
    double least = Double.POSITIVE_INFINITY;
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      double d = sorted[i] - sorted[i - 1];
      if (d > 0) least = Math.min(least, d);
    }
    return Double.isFinite(least) ? least : 1;
  }

  /// Adds an invisible point off the grid: where all x are equally spaced, the chart would put its
  /// ticks on them, at 2.6201 and 2.7402 instead of 2.6 and 2.7.
  void breakSpacing() {
    double low = Arrays.stream(x, 0, size).min().orElse(0);
    double high = Arrays.stream(x, 0, size).max().orElse(0);
    add(low + OFF_GRID * (high - low), Double.NaN);
  }

  private boolean drawable(double px, double py) {
    return Double.isFinite(px) && Double.isFinite(py) && !(logX && px <= 0) && !(logY && py <= 0);
  }

  private void gap() {
    if (size > 0 && !Double.isNaN(y[size - 1])) add(x[size - 1], Double.NaN);
  }

  private void add(double px, double py) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
    }
    x[size] = px;
    y[size++] = py;
  }
}
