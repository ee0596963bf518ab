package dev.dyn.runtime.kernel;

import static dev.dyn.runtime.kernel.FloatTiles.LANES;
import static dev.dyn.runtime.kernel.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [Epilogue] for 32-bit reals, of `m` by `n` elements of C.
///
/// The other element for `c[co + i * cRow + j]` is `e[eo + i * eRow + j]`.
final class FloatEpilogue {
  private FloatEpilogue() {}

  static void apply(
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
    for (int i = 0; i < m; i++) {
      int from = eo + i * eRow;
      int to = co + i * cRow;
      int j = 0;
      for (; j <= n - WIDTH; j += WIDTH) {
        FloatVector x = FloatVector.fromArray(LANES, c, to + j);
        x.add(FloatVector.fromArray(LANES, e, from + j)).intoArray(c, to + j);
      }
      for (; j < n; j++) {
        c[to + j] = c[to + j] + e[from + j];
      }
    }
  }

  private static void addRelu(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int i = 0; i < m; i++) {
      int from = eo + i * eRow;
      int to = co + i * cRow;
      int j = 0;
      for (; j <= n - WIDTH; j += WIDTH) {
        FloatVector x = FloatVector.fromArray(LANES, c, to + j);
        x = x.add(FloatVector.fromArray(LANES, e, from + j));
        VectorMask<Float> isOff = x.compare(VectorOperators.LE, zero);
        x.blend(zero, isOff).intoArray(c, to + j);
      }
      for (; j < n; j++) {
        float x = c[to + j] + e[from + j];
        c[to + j] = x <= 0.0f ? 0.0f : x;
      }
    }
  }

  private static void relu(int m, int n, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int i = 0; i < m; i++) {
      int to = co + i * cRow;
      int j = 0;
      for (; j <= n - WIDTH; j += WIDTH) {
        FloatVector x = FloatVector.fromArray(LANES, c, to + j);
        VectorMask<Float> isOff = x.compare(VectorOperators.LE, zero);
        x.blend(zero, isOff).intoArray(c, to + j);
      }
      for (; j < n; j++) {
        c[to + j] = c[to + j] <= 0.0f ? 0.0f : c[to + j];
      }
    }
  }

  private static void wherePositive(
      int m, int n, float[] e, int eo, int eRow, float[] c, int co, int cRow) {
    FloatVector zero = FloatVector.zero(LANES);
    for (int i = 0; i < m; i++) {
      int from = eo + i * eRow;
      int to = co + i * cRow;
      int j = 0;
      for (; j <= n - WIDTH; j += WIDTH) {
        FloatVector y = FloatVector.fromArray(LANES, e, from + j);
        VectorMask<Float> isOff = y.compare(VectorOperators.LE, zero);
        FloatVector.fromArray(LANES, c, to + j).blend(zero, isOff).intoArray(c, to + j);
      }
      for (; j < n; j++) {
        c[to + j] = e[from + j] <= 0.0f ? 0.0f : c[to + j];
      }
    }
  }
}
