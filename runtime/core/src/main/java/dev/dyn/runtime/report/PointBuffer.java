package dev.dyn.runtime.report;

import java.util.Arrays;

/// Points one after another; (NaN, NaN) is a gap in a line.
final class PointBuffer {
  private double[] x = new double[64];
  private double[] y = new double[64];
  private int size;

  void add(double px, double py) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
    }
    x[size] = px;
    y[size++] = py;
  }

  /// Ends a line, if one has begun.
  void gap() {
    if (size > 0 && !Double.isNaN(y[size - 1])) add(Double.NaN, Double.NaN);
  }

  int size() {
    return size;
  }

  double[] x() {
    return Arrays.copyOf(x, size);
  }

  double[] y() {
    return Arrays.copyOf(y, size);
  }
}
