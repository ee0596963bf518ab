package dev.dyn.runtime.kernel;

import java.util.Arrays;

/// Sums over the first axis of a matrix, in the order of [Sums].
///
/// The lanes of some columns at a time stand in a buffer of sixteen rows, to which the matrix is
/// added sixteen rows at a time; then the rows of the buffer are added up as a tree. Where the rows
/// of the matrix follow each other without gaps, sixteen of them are one stretch, so that narrow
/// matrices take whole vectors too.
final class ColumnSums {
  /// Columns at a time: sixteen rows of them fit the first-level cache.
  private static final int COLUMNS = 128;

  private static final int ROWS = Sums.LANES;

  private static final ThreadLocal<double[]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[ROWS * COLUMNS]);
  private static final ThreadLocal<float[]> FLOATS =
      ThreadLocal.withInitial(() -> new float[ROWS * COLUMNS]);

  private ColumnSums() {}

  /// See [Sums#columnSums(double[], int, int, int, int, double[], int)].
  static void columnSums(double[] x, int xo, int row, int m, int n, double[] y, int yo) {
    double[] lanes = DOUBLES.get();
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      Arrays.fill(lanes, 0, ROWS * columns, 0.0);
      if (row == columns) {
        addStretches(x, xo, m, columns, lanes);
      } else {
        addRows(x, xo + j, row, m, columns, lanes);
      }
      addLanes(lanes, columns);
      System.arraycopy(lanes, 0, y, yo + j, columns);
    }
  }

  private static void addStretches(double[] x, int xo, int m, int columns, double[] lanes) {
    int whole = m / ROWS * ROWS;
    for (int i = 0; i < whole; i += ROWS) {
      DoubleLanes.add(x, xo + i * columns, lanes, 0, ROWS * columns);
    }
    DoubleLanes.add(x, xo + whole * columns, lanes, 0, (m - whole) * columns);
  }

  private static void addRows(double[] x, int xo, int row, int m, int columns, double[] lanes) {
    for (int i = 0; i < m; i++) {
      DoubleLanes.add(x, xo + i * row, lanes, i % ROWS * columns, columns);
    }
  }

  private static void addLanes(double[] lanes, int columns) {
    for (int w = ROWS / 2; w >= 1; w /= 2) {
      DoubleLanes.add(lanes, w * columns, lanes, 0, w * columns);
    }
  }

  /// See [Sums#columnSums(float[], int, int, int, int, float[], int)].
  static void columnSums(float[] x, int xo, int row, int m, int n, float[] y, int yo) {
    float[] lanes = FLOATS.get();
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      Arrays.fill(lanes, 0, ROWS * columns, 0.0f);
      if (row == columns) {
        addStretches(x, xo, m, columns, lanes);
      } else {
        addRows(x, xo + j, row, m, columns, lanes);
      }
      addLanes(lanes, columns);
      System.arraycopy(lanes, 0, y, yo + j, columns);
    }
  }

  private static void addStretches(float[] x, int xo, int m, int columns, float[] lanes) {
    int whole = m / ROWS * ROWS;
    for (int i = 0; i < whole; i += ROWS) {
      FloatLanes.add(x, xo + i * columns, lanes, 0, ROWS * columns);
    }
    FloatLanes.add(x, xo + whole * columns, lanes, 0, (m - whole) * columns);
  }

  private static void addRows(float[] x, int xo, int row, int m, int columns, float[] lanes) {
    for (int i = 0; i < m; i++) {
      FloatLanes.add(x, xo + i * row, lanes, i % ROWS * columns, columns);
    }
  }

  private static void addLanes(float[] lanes, int columns) {
    for (int w = ROWS / 2; w >= 1; w /= 2) {
      FloatLanes.add(lanes, w * columns, lanes, 0, w * columns);
    }
  }
}
