package dev.dyn.runtime.results;

import java.util.List;

/// A `plot`, ready to be drawn.
public sealed interface Plot {
  /// Names the file: `plot-1`, `plot-2`, … in the order of the experiment.
  String name();

  /// Curves over common axes, drawn in order.
  record Curves(String name, Axis x, Axis y, List<Curve> curves) implements Plot {
    public Curves {
      curves = List.copyOf(curves);
    }
  }

  /// A matrix as an image: row 0 at the top, column 0 at the left. `values` is row-major.
  record Image(String name, String label, int rows, int columns, double[] values) implements Plot {
    public Image {
      if (values.length != (long) rows * columns) {
        throw new IllegalArgumentException(rows + " × " + columns + " is not " + values.length);
      }
    }
  }

  /// What is written at an axis, and whether it is logarithmic.
  record Axis(String label, boolean log) {}

  /// Points (x, y) in order. Curves of one expression share their group and its legend entry.
  ///
  /// @param group the number of the plotted expression, from 0
  /// @param label how the expression was written
  record Curve(int group, String label, Style style, double[] x, double[] y) {
    public Curve {
      if (x.length != y.length) {
        throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
      }
    }
  }

  /// How curves are drawn.
  enum Style {
    LINES,
    POINTS,
    BARS
  }
}
