package dev.dyn.runtime.kernel;

import dev.dyn.runtime.exec.Lookup;
import dev.dyn.runtime.exec.RunFailure;
import java.util.Arrays;

/// Moves entries by indices, on raw arrays: `[batch, looked, rest]` by places `[batch, where]` to
/// `[batch, where, rest]` and back.
public final class Lookups {
  private Lookups() {}

  /// Starts (`y = index`) places with the indices along the first looked-up axis of length
  /// `extent`.
  ///
  /// @throws RunFailure at `site` for an index outside of the axis
  public static void firstPlaces(
      long[] index, int io, int extent, int n, int site, long[] y, int yo) {
    for (int k = 0; k < n; k++) {
      y[yo + k] = Lookup.checked(index[io + k], extent, site);
    }
  }

  /// Continues places (`y = y * extent + index`) with the indices along a further axis.
  public static void furtherPlaces(
      long[] index, int io, int extent, int n, int site, long[] y, int yo) {
    for (int k = 0; k < n; k++) {
      y[yo + k] = y[yo + k] * extent + Lookup.checked(index[io + k], extent, site);
    }
  }

  public static void gather(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int from = (k / where * looked + (int) places[po + k]) * rest;
      System.arraycopy(x, xo + from, y, yo + k * rest, rest);
    }
  }

  public static void gather(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      float[] x,
      int xo,
      float[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int from = (k / where * looked + (int) places[po + k]) * rest;
      System.arraycopy(x, xo + from, y, yo + k * rest, rest);
    }
  }

  public static void gather(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      long[] x,
      int xo,
      long[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int from = (k / where * looked + (int) places[po + k]) * rest;
      System.arraycopy(x, xo + from, y, yo + k * rest, rest);
    }
  }

  /// Zeros in `y`, to which the entries of `x` are added in order.
  public static void scatter(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    Arrays.fill(y, yo, yo + batch * looked * rest, 0.0);
    addRows(batch, where, looked, rest, places, po, x, xo, y, yo);
  }

  /// Adds the entries of `x` to `y` in order.
  public static void addRows(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      double[] x,
      int xo,
      double[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int to = yo + (k / where * looked + (int) places[po + k]) * rest;
      RowAdds.add(x, xo + k * rest, y, to, rest);
    }
  }

  public static void scatter(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      float[] x,
      int xo,
      float[] y,
      int yo) {
    Arrays.fill(y, yo, yo + batch * looked * rest, 0.0f);
    addRows(batch, where, looked, rest, places, po, x, xo, y, yo);
  }

  public static void addRows(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      float[] x,
      int xo,
      float[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int to = yo + (k / where * looked + (int) places[po + k]) * rest;
      RowAdds.add(x, xo + k * rest, y, to, rest);
    }
  }

  public static void scatter(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      long[] x,
      int xo,
      long[] y,
      int yo) {
    Arrays.fill(y, yo, yo + batch * looked * rest, 0L);
    addRows(batch, where, looked, rest, places, po, x, xo, y, yo);
  }

  public static void addRows(
      int batch,
      int where,
      int looked,
      int rest,
      long[] places,
      int po,
      long[] x,
      int xo,
      long[] y,
      int yo) {
    for (int k = 0; k < batch * where; k++) {
      int to = yo + (k / where * looked + (int) places[po + k]) * rest;
      for (int r = 0; r < rest; r++) {
        y[to + r] += x[xo + k * rest + r];
      }
    }
  }

  /// The place of the largest of `n` entries in each of `rows` rows; see [Places].
  public static void largest(int rows, int n, double[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofLargest(x, xo + row * n, 1, n);
    }
  }

  public static void largest(int rows, int n, float[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofLargest(x, xo + row * n, 1, n);
    }
  }

  public static void largest(int rows, int n, long[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofLargest(x, xo + row * n, 1, n);
    }
  }

  /// The place of the smallest of `n` entries in each of `rows` rows; see [Places].
  public static void smallest(int rows, int n, double[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofSmallest(x, xo + row * n, 1, n);
    }
  }

  public static void smallest(int rows, int n, float[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofSmallest(x, xo + row * n, 1, n);
    }
  }

  public static void smallest(int rows, int n, long[] x, int xo, long[] y, int yo) {
    for (int row = 0; row < rows; row++) {
      y[yo + row] = Places.ofSmallest(x, xo + row * n, 1, n);
    }
  }
}
