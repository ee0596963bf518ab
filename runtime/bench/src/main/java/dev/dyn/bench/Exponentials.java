package dev.dyn.bench;

import dev.dyn.runtime.math.ArrayElementary;
import java.util.Locale;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The exponential of arrays that fit the cache, by Dyn and by the JDK's vectors, whose bits depend
/// on the machine.
final class Exponentials {
  private static final int ENTRIES = 4096;
  private static final int TIMES = 100;

  private Exponentials() {}

  static Timing ofDoubles(Timing.Plan plan) {
    double[] x = doubles();
    double[] y = new double[ENTRIES];
    return repeated(plan, y, () -> ArrayElementary.exp(x, 0, y, 0, ENTRIES));
  }

  static Timing ofDoublesByJdk(Timing.Plan plan) {
    double[] x = doubles();
    double[] y = new double[ENTRIES];
    VectorSpecies<Double> species = DoubleVector.SPECIES_PREFERRED;
    return repeated(
        plan,
        y,
        () -> {
          for (int k = 0; k < ENTRIES; k += species.length()) {
            DoubleVector.fromArray(species, x, k).lanewise(VectorOperators.EXP).intoArray(y, k);
          }
        });
  }

  static Timing ofFloats(Timing.Plan plan) {
    float[] x = floats();
    float[] y = new float[ENTRIES];
    return repeated(plan, y, () -> ArrayElementary.exp(x, 0, y, 0, ENTRIES));
  }

  static Timing ofFloatsByJdk(Timing.Plan plan) {
    float[] x = floats();
    float[] y = new float[ENTRIES];
    VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
    return repeated(
        plan,
        y,
        () -> {
          for (int k = 0; k < ENTRIES; k += species.length()) {
            FloatVector.fromArray(species, x, k).lanewise(VectorOperators.EXP).intoArray(y, k);
          }
        });
  }

  private static Timing repeated(Timing.Plan plan, Object result, Runnable work) {
    return Timing.of(
        plan,
        () -> {
          for (int k = 0; k < TIMES; k++) {
            work.run();
          }
          double last =
              switch (result) {
                case double[] y -> y[ENTRIES - 1];
                case float[] y -> y[ENTRIES - 1];
                default -> throw new IllegalArgumentException("arrays of reals are expected");
              };
          return String.format(Locale.ROOT, "exp(4-)=%.6g", last);
        });
  }

  private static double[] doubles() {
    double[] x = new double[ENTRIES];
    for (int k = 0; k < ENTRIES; k++) {
      x[k] = -4 + 8.0 * k / ENTRIES;
    }
    return x;
  }

  private static float[] floats() {
    float[] x = new float[ENTRIES];
    for (int k = 0; k < ENTRIES; k++) {
      x[k] = -4 + 8f * k / ENTRIES;
    }
    return x;
  }
}
