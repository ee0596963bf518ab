package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [Epilogue] for 32-bit reals, of `m` by `n` elements of C.
///
/// Vectors go down the columns: what is in one row for all is read from the nearest cache.
///
/// The other element for `c[co + i * cRow + j]` is `e[eo + i * eRow + j]`.
final class FloatEpilogue {
  private FloatEpilogue() {}

  static void apply(
      Epilogue end, int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    boolean isShort = n < WIDTH && cRow == n && m > WIDTH;
    if (isShort && (eRow == 0 || eRow == n)) {
      shortRows(end, m, n, e, eo, eRow, c, co);
    } else {
      wideRows(end, m, n, e, eo, eRow, c, co, cRow);
    }
  }

  /// Rows of less than a vector that continue each other: as many as a vector has lanes are one row
  /// of whole vectors.
  private static void shortRows(
      Epilogue end, int m, int n, float[] e, int eo, int eRow, float[] c, int co) {
    int wide = n * WIDTH;
    int whole = m / WIDTH;
    if (eRow == 0 && end != Epilogue.RELU) {
      float[] repeated = FloatScratch.atLeast(wide);
      for (int l = 0; l < wide; l += n) {
        System.arraycopy(e, eo, repeated, l, n);
      }
      wideRows(end, whole, wide, repeated, 0, 0, c, co, wide);
    } else {
      wideRows(end, whole, wide, e, eo, wide, c, co, wide);
    }
    int done = whole * WIDTH;
    wideRows(end, m - done, n, e, eo + done * eRow, eRow, c, co + done * n, n);
  }

  private static void wideRows(
      Epilogue end, int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    switch (end) {
      case NONE -> {}
      case ADD -> add(m, n, e, eo, eRow, c, co, cRow);
      case ADD_RELU -> addRelu(m, n, e, eo, eRow, c, co, cRow);
      case RELU -> relu(m, n, c, co, cRow);
      case WHERE_POSITIVE -> wherePositive(m, n, e, eo, eRow, c, co, cRow);
    }
  }

  private static void add(int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    for (int j = 0; j < n; j += WIDTH) {
      if (n - j < WIDTH) {
        addEnd(m, n - j, e, eo + j, eRow, c, co + j, cRow);
        return;
      }
      int from = eo + j;
      int to = co + j;
      for (int i = 0; i < m; i++) {
        FloatVector x = FloatVector.fromArray(LANES, c, to);
        x.add(FloatVector.fromArray(LANES, e, from)).intoArray(c, to);
        from += eRow;
        to += cRow;
      }
    }
  }

  private static void addEnd(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    VectorMask<Float> here = LANES.indexInRange(0, n);
    for (int i = 0; i < m; i++) {
      FloatVector x = FloatVector.fromArray(LANES, c, co + i * cRow, here);
      FloatVector y = FloatVector.fromArray(LANES, e, eo + i * eRow, here);
      x.add(y).intoArray(c, co + i * cRow, here);
    }
  }

  private static void addRelu(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int j = 0; j < n; j += WIDTH) {
      if (n - j < WIDTH) {
        addEnd(m, n - j, e, eo + j, eRow, c, co + j, cRow);
        reluEnd(m, n - j, c, co + j, cRow);
        return;
      }
      int from = eo + j;
      int to = co + j;
      for (int i = 0; i < m; i++) {
        FloatVector x = FloatVector.fromArray(LANES, c, to);
        x = x.add(FloatVector.fromArray(LANES, e, from));
        x.blend(zero, x.compare(VectorOperators.LE, zero)).intoArray(c, to);
        from += eRow;
        to += cRow;
      }
    }
  }

  private static void relu(int m, int n, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int j = 0; j < n; j += WIDTH) {
      if (n - j < WIDTH) {
        reluEnd(m, n - j, c, co + j, cRow);
        return;
      }
      int to = co + j;
      for (int i = 0; i < m; i++) {
        FloatVector x = FloatVector.fromArray(LANES, c, to);
        x.blend(zero, x.compare(VectorOperators.LE, zero)).intoArray(c, to);
        to += cRow;
      }
    }
  }

  private static void reluEnd(int m, int n, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    VectorMask<Float> here = LANES.indexInRange(0, n);
    for (int i = 0; i < m; i++) {
      FloatVector x = FloatVector.fromArray(LANES, c, co + i * cRow, here);
      x.blend(zero, x.compare(VectorOperators.LE, zero)).intoArray(c, co + i * cRow, here);
    }
  }

  private static void wherePositive(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int j = 0; j < n; j += WIDTH) {
      if (n - j < WIDTH) {
        wherePositiveEnd(m, n - j, e, eo + j, eRow, c, co + j, cRow);
        return;
      }
      int from = eo + j;
      int to = co + j;
      for (int i = 0; i < m; i++) {
        FloatVector y = FloatVector.fromArray(LANES, e, from);
        FloatVector x = FloatVector.fromArray(LANES, c, to);
        x.blend(zero, y.compare(VectorOperators.LE, zero)).intoArray(c, to);
        from += eRow;
        to += cRow;
      }
    }
  }

  private static void wherePositiveEnd(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    VectorMask<Float> here = LANES.indexInRange(0, n);
    for (int i = 0; i < m; i++) {
      FloatVector y = FloatVector.fromArray(LANES, e, eo + i * eRow, here);
      FloatVector x = FloatVector.fromArray(LANES, c, co + i * cRow, here);
      x.blend(zero, y.compare(VectorOperators.LE, zero)).intoArray(c, co + i * cRow, here);
    }
  }
}
