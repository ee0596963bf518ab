package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.COLUMNS;
import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Single columns of [FloatGemm], for a transposed A: its columns are contiguous, so vectors run
/// along a column of C. A tile would compute as many columns as it has lanes to use one.
final class FloatColumn {
  /// Columns after the last whole tile up to which this takes less than a tile.
  private static final int MOST = 2;

  /// Rows at once.
  private static final int LONGEST = 128;

  private static final ThreadLocal<float[]> COLUMN =
      ThreadLocal.withInitial(() -> new float[LONGEST]);

  private FloatColumn() {}

  /// How many of so many columns tiles should compute; the others are left to this.
  static int tiled(int columns, int aRow) {
    int rest = columns % COLUMNS;
    return aRow == 1 && rest <= MOST ? columns - rest : columns;
  }

  /// The columns of C from `tiled` to `columns` after `k` more steps, from panels of B. Chains
  /// begin at +0.0 if `first`, else at what stands in C.
  static void add(
      boolean first,
      int tiled,
      int columns,
      int rows,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      float[] c,
      int co,
      int cRow) {
    for (int j = tiled; j < columns; j++) {
      for (int i = 0; i < rows; i += LONGEST) {
        int from = bo + tiled * k + j - tiled;
        int height = Math.min(LONGEST, rows - i);
        column(first, height, k, a, ao + i, aCol, b, from, c, co + i * cRow + j, cRow);
      }
    }
  }

  private static void column(
      boolean first,
      int rows,
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      float[] c,
      int co,
      int cRow) {
    float[] column = COLUMN.get();
    for (int i = 0; i < rows; i++) {
      column[i] = first ? 0.0f : c[co + i * cRow];
    }
    int i = 0;
    for (; i + 8 * WIDTH <= rows; i += 8 * WIDTH) {
      eight(k, a, ao + i, aCol, b, bo, COLUMNS, column, i);
    }
    for (; i < rows; i += WIDTH) {
      one(k, a, ao + i, aCol, b, bo, COLUMNS, column, i, Math.min(WIDTH, rows - i));
    }
    for (i = 0; i < rows; i++) {
      c[co + i * cRow] = column[i];
    }
  }

  private static void eight(
      int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] c, int co) {
    FloatVector c0 = FloatVector.fromArray(LANES, c, co);
    FloatVector c1 = FloatVector.fromArray(LANES, c, co + WIDTH);
    FloatVector c2 = FloatVector.fromArray(LANES, c, co + 2 * WIDTH);
    FloatVector c3 = FloatVector.fromArray(LANES, c, co + 3 * WIDTH);
    FloatVector c4 = FloatVector.fromArray(LANES, c, co + 4 * WIDTH);
    FloatVector c5 = FloatVector.fromArray(LANES, c, co + 5 * WIDTH);
    FloatVector c6 = FloatVector.fromArray(LANES, c, co + 6 * WIDTH);
    FloatVector c7 = FloatVector.fromArray(LANES, c, co + 7 * WIDTH);
    int ap = ao;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.broadcast(LANES, b[bo + p * bRow]);
      c0 = FloatVector.fromArray(LANES, a, ap).fma(b0, c0);
      c1 = FloatVector.fromArray(LANES, a, ap + WIDTH).fma(b0, c1);
      c2 = FloatVector.fromArray(LANES, a, ap + 2 * WIDTH).fma(b0, c2);
      c3 = FloatVector.fromArray(LANES, a, ap + 3 * WIDTH).fma(b0, c3);
      c4 = FloatVector.fromArray(LANES, a, ap + 4 * WIDTH).fma(b0, c4);
      c5 = FloatVector.fromArray(LANES, a, ap + 5 * WIDTH).fma(b0, c5);
      c6 = FloatVector.fromArray(LANES, a, ap + 6 * WIDTH).fma(b0, c6);
      c7 = FloatVector.fromArray(LANES, a, ap + 7 * WIDTH).fma(b0, c7);
      ap += aCol;
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + WIDTH);
    c2.intoArray(c, co + 2 * WIDTH);
    c3.intoArray(c, co + 3 * WIDTH);
    c4.intoArray(c, co + 4 * WIDTH);
    c5.intoArray(c, co + 5 * WIDTH);
    c6.intoArray(c, co + 6 * WIDTH);
    c7.intoArray(c, co + 7 * WIDTH);
  }

  /// At most one vector, of which only the first `lanes` are rows.
  private static void one(
      int k,
      float[] a,
      int ao,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      float[] c,
      int co,
      int lanes) {
    VectorMask<Float> mask = LANES.indexInRange(0, lanes);
    FloatVector c0 = FloatVector.fromArray(LANES, c, co, mask);
    int ap = ao;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.broadcast(LANES, b[bo + p * bRow]);
      c0 = FloatVector.fromArray(LANES, a, ap, mask).fma(b0, c0);
      ap += aCol;
    }
    c0.intoArray(c, co, mask);
  }
}
