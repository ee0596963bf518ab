package dev.dyn.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Adds rows to rows in vectors. HotSpot finds none by itself here, because both rows may lie in
/// one array.
final class RowAdds {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private RowAdds() {}

  /// `y[k] += x[k]` for `n` entries; the rows do not overlap.
  static void add(float[] x, int xo, float[] y, int yo, int n) {
    int k = 0;
    for (int end = n - FLOATS.length(); k <= end; k += FLOATS.length()) {
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yo + k);
      sum.add(FloatVector.fromArray(FLOATS, x, xo + k)).intoArray(y, yo + k);
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
    for (; k < n; k++) {
      y[yo + k] += x[xo + k];
    }
  }
}
