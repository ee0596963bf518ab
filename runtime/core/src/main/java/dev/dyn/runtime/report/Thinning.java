package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Plot.Curve;
import java.util.BitSet;

/// Leaves out points that one cannot see, so that a page stays small.
///
/// A line over growing x keeps of each column of pixels its first, lowest, highest and last point:
/// drawn as wide as the columns, it looks the same (Jugel, Jerzak, Hackenbroich and Markl, 2014,
/// "M4"). Other lines keep the points that leave the cell of the one kept before, clouds of points
/// one point a cell; the grid becomes coarser until few enough are left. Of a line that jumps about
/// even then, the beginning is kept.
final class Thinning {
  private static final int FINEST = 2048;
  private static final int COARSEST = 16;

  private final Frame frame;
  private final int most;

  /// @param most about how many points may stay
  Thinning(Frame frame, int most) {
    this.frame = frame;
    this.most = most;
  }

  /// A line; what cannot be drawn is a gap.
  void line(Curve curve, PointBuffer to) {
    to.gap();
    int n = curve.x().length;
    if (n <= most) {
      for (int i = 0; i < n; i++) put(curve, i, to);
    } else if (grows(curve.x())) {
      columns(curve, to);
    } else {
      path(curve, to);
    }
  }

  private void put(Curve curve, int i, PointBuffer to) {
    if (frame.draws(curve.x()[i], curve.y()[i])) to.add(curve.x()[i], curve.y()[i]);
    else to.gap();
  }

  private static boolean grows(double[] x) {
    for (int i = 1; i < x.length; i++) {
      if (!(x[i] >= x[i - 1])) return false;
    }
    return true;
  }

  private void columns(Curve curve, PointBuffer to) {
    int n = curve.x().length;
    int columns = Math.max(1, most / 4);
    int from = 0;
    while (from < n) {
      int column = frame.column(curve.x()[from], columns);
      int end = from + 1;
      while (end < n && frame.column(curve.x()[end], columns) == column) end++;
      column(curve, from, end, to);
      from = end;
    }
  }

  private void column(Curve curve, int from, int end, PointBuffer to) {
    int first = -1;
    int low = -1;
    int high = -1;
    int last = -1;
    int hole = -1;
    for (int i = from; i < end; i++) {
      double y = curve.y()[i];
      if (!frame.draws(curve.x()[i], y)) {
        if (hole < 0) hole = i;
        continue;
      }
      if (first < 0) first = i;
      if (low < 0 || y < curve.y()[low]) low = i;
      if (high < 0 || y > curve.y()[high]) high = i;
      last = i;
    }
    for (int i = from; i < end; i++) {
      if (i == first || i == low || i == high || i == last) put(curve, i, to);
      else if (i == hole) to.gap();
    }
  }

  private void path(Curve curve, PointBuffer to) {
    int cells = FINEST;
    while (cells > COARSEST && moves(curve, cells, new PointBuffer()) > most) cells /= 2;
    moves(curve, cells, to);
  }

  private int moves(Curve curve, int cells, PointBuffer to) {
    int before = to.size();
    int column = -1;
    int row = -1;
    for (int i = 0; i < curve.x().length && to.size() - before <= most; i++) {
      if (!frame.draws(curve.x()[i], curve.y()[i])) {
        to.gap();
        column = -1;
        continue;
      }
      int c = frame.column(curve.x()[i], cells);
      int r = frame.row(curve.y()[i], cells);
      if (c == column && r == row) continue;
      to.add(curve.x()[i], curve.y()[i]);
      column = c;
      row = r;
    }
    return to.size() - before;
  }

  /// Points of several curves without lines between them.
  void cloud(Iterable<Curve> curves, PointBuffer to) {
    int cells = Integer.MAX_VALUE;
    while (cells > COARSEST) {
      var few = new PointBuffer();
      occupied(curves, cells, few);
      if (few.size() <= most) break;
      cells = Math.min(cells / 2, FINEST);
    }
    occupied(curves, cells, to);
  }

  private void occupied(Iterable<Curve> curves, int cells, PointBuffer to) {
    var taken = new BitSet();
    for (Curve curve : curves) {
      for (int i = 0; i < curve.x().length; i++) {
        double x = curve.x()[i];
        double y = curve.y()[i];
        if (!frame.draws(x, y)) continue;
        if (cells <= FINEST) {
          int cell = frame.row(y, cells) * cells + frame.column(x, cells);
          if (taken.get(cell)) continue;
          taken.set(cell);
        }
        to.add(x, y);
      }
    }
  }
}
