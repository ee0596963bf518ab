package dev.dyn.runtime.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Copies of A for [FloatLarge]: panels of [FloatLargeTile#ROWS] rows, a step of `k` contiguous,
/// and after them panels of [FloatTiles#ROWS] for the rows that are left.
final class FloatLargePacking {
  /// Half a step, and more, of a panel of fourteen; a whole one of a panel of eight.
  private static final VectorSpecies<Float> EIGHT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(FloatTiles.ROWS * Float.SIZE));

  /// Panels that are written together, see [FloatPacking#wide].
  private static final int TOGETHER = 8;

  private FloatLargePacking() {}

  /// How many of `rows` rows stand in panels of fourteen, so that the fewest rows are computed that
  /// nobody wants: 128 rows are eight panels of fourteen and two of eight.
  static int high(int rows) {
    int most = (rows + FloatLargeTile.ROWS - 1) / FloatLargeTile.ROWS;
    int best = most * FloatLargeTile.ROWS;
    int least = best;
    for (int q = most - 1; q >= 0 && q >= most - FloatTiles.ROWS; q--) {
      int high = q * FloatLargeTile.ROWS;
      int low = (rows - high + FloatTiles.ROWS - 1) / FloatTiles.ROWS * FloatTiles.ROWS;
      if (high + low < least) {
        least = high + low;
        best = high;
      }
    }
    return best;
  }

  /// The height of the panel at a row, if `high` rows stand in high panels.
  static int height(int row, int high) {
    return row < high ? FloatLargeTile.ROWS : FloatTiles.ROWS;
  }

  /// Packs `rows` rows of `depth` steps; the last panel is filled up with zeros. The panel of row
  /// `i` begins at `i * depth`.
  static void pack(int rows, int depth, float[] a, int ao, int aRow, int aCol, float[] to) {
    int high = high(rows);
    int i = 0;
    if (aRow == 1) {
      int whole = Math.min(high, rows) / FloatLargeTile.ROWS;
      contiguous(whole, depth, a, ao, aCol, to);
      i = whole * FloatLargeTile.ROWS;
    }
    while (i < rows) {
      int height = height(i, high);
      panel(height, Math.min(height, rows - i), depth, a, ao + i * aRow, aRow, aCol, to, i * depth);
      i += height;
    }
  }

  private static void panel(
      int height, int rows, int depth, float[] a, int ao, int aRow, int aCol, float[] to, int at) {
    if (rows < height) {
      Arrays.fill(to, at, at + height * depth, 0.0f);
      FloatPacking.columns(rows, depth, a, ao, aRow, aCol, to, at, height);
    } else if (height == FloatLargeTile.ROWS && aCol == 1) {
      seven(depth, a, ao, aRow, to, at);
      seven(depth, a, ao + 7 * aRow, aRow, to, at + 7);
    } else {
      FloatPacking.columns(rows, depth, a, ao, aRow, aCol, to, at, height);
    }
  }

  /// Seven of fourteen rows of a panel: of fourteen rows that are a power of two apart, lines would
  /// push each other out of the first-level cache, which holds twelve at such a distance.
  private static void seven(int depth, float[] a, int ao, int aRow, float[] to, int at) {
    int r1 = ao + aRow;
    int r2 = ao + 2 * aRow;
    int r3 = ao + 3 * aRow;
    int r4 = ao + 4 * aRow;
    int r5 = ao + 5 * aRow;
    int r6 = ao + 6 * aRow;
    for (int p = 0; p < depth; p++) {
      int step = at + FloatLargeTile.ROWS * p;
      to[step] = a[ao + p];
      to[step + 1] = a[r1 + p];
      to[step + 2] = a[r2 + p];
      to[step + 3] = a[r3 + p];
      to[step + 4] = a[r4 + p];
      to[step + 5] = a[r5 + p];
      to[step + 6] = a[r6 + p];
    }
  }

  /// Whole panels of fourteen from an A whose columns are contiguous, `aCol` apart: two vectors a
  /// step, which overlap.
  private static void contiguous(int panels, int depth, float[] a, int ao, int aCol, float[] to) {
    int panel = depth * FloatLargeTile.ROWS;
    int second = FloatLargeTile.ROWS - FloatTiles.ROWS;
    for (int first = 0; first < panels; first += TOGETHER) {
      int end = Math.min(panels, first + TOGETHER);
      for (int p = 0; p < depth; p++) {
        int from = ao + p * aCol + first * FloatLargeTile.ROWS;
        int at = first * panel + p * FloatLargeTile.ROWS;
        for (int q = first; q < end; q++) {
          FloatVector.fromArray(EIGHT, a, from).intoArray(to, at);
          FloatVector.fromArray(EIGHT, a, from + second).intoArray(to, at + second);
          from += FloatLargeTile.ROWS;
          at += panel;
        }
      }
    }
  }
}
