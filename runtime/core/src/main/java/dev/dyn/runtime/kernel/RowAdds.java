package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Adds rows to rows in vectors. HotSpot finds none by itself here, because both rows may lie in
/// one array.
final class RowAdds {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /// Fewer entries are added one by one.
  private static final int WORTH_A_MASK = 3;

  private RowAdds() {}

  /// `y[k] += x[k]` for `n` entries; the rows do not overlap.
  static void add(float[] x, int xo, float[] y, int yo, int n) {
    int k = 0;
    for (int end = n - FLOATS.length(); k <= end; k += FLOATS.length()) {
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yo + k);
      sum.add(FloatVector.fromArray(FLOATS, x, xo + k)).intoArray(y, yo + k);
    }
    if (n - k >= WORTH_A_MASK) {
      VectorMask<Float> rest = FLOATS.indexInRange(k, n);
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yo + k, rest);
      sum.add(FloatVector.fromArray(FLOATS, x, xo + k, rest)).intoArray(y, yo + k, rest);
      return;
    }
    for (; k < n; k++) {
      y[yo + k] += x[xo + k];
    }
  }

  /// `y[k] += x[k]` for `n` entries; the rows do not overlap.
  static void add(double[] x, int xo, double[] y, int yo, int n) {
    int k = 0;
    for (int end = n - DOUBLES.length(); k <= end; k += DOUBLES.length()) {
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, y, yo + k);
      sum.add(DoubleVector.fromArray(DOUBLES, x, xo + k)).intoArray(y, yo + k);
    }
    if (n - k >= WORTH_A_MASK) {
      VectorMask<Double> rest = DOUBLES.indexInRange(k, n);
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, y, yo + k, rest);
      sum.add(DoubleVector.fromArray(DOUBLES, x, xo + k, rest)).intoArray(y, yo + k, rest);
      return;
    }
    for (; k < n; k++) {
      y[yo + k] += x[xo + k];
    }
  }
}
