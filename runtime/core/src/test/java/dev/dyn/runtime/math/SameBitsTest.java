package dev.dyn.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scalar, vector and array forms give the same bits, at every vector width.
class SameBitsTest {
  private static final int COUNT = 1 << 17;

  /// Elements for the widths: calling through the table is slow, as nothing is inlined.
  private static final int LANES = 1 << 14;

  private static final List<Double> SPECIAL =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.0,
          0.5,
          -0.5,
          2.0,
          -2.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          Double.MIN_NORMAL,
          -Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          1e-310,
          700.0,
          708.0,
          708.5,
          709.7,
          709.9,
          -708.5,
          -745.2,
          -744.9,
          710.4,
          20.0,
          0x1p24,
          0x1p24 + 2,
          1e300,
          Math.PI,
          Math.PI / 2,
          87.0,
          88.0,
          88.8,
          -87.5,
          -103.9,
          -104.1,
          10.0,
          65536.0,
          65537.0,
          1e-30);

  private static final double[] ARGUMENTS = arguments();
  private static final float[] FLOATS = floats();

  private static double[] arguments() {
    var random = new SplittableRandom(11);
    double[] x = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      // Mostly stretches without rare arguments, as vectors with a rare one are treated by lanes.
      boolean wild = i % 1024 < 128;
      x[i] =
          wild
              ? Double.longBitsToDouble(random.nextLong())
              : (i & 1024) == 0 ? random.nextDouble(-20, 20) : random.nextDouble(-1, 1);
    }
    for (int i = 0; i < SPECIAL.size(); i++) {
      x[17 * i] = SPECIAL.get(i);
      x[i + 4096] = SPECIAL.get(i);
    }
    return x;
  }

  private static float[] floats() {
    var random = new SplittableRandom(13);
    float[] x = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      x[i] = i % 1024 < 128 ? Float.intBitsToFloat(random.nextInt()) : (float) ARGUMENTS[i];
    }
    for (int i = 0; i < SPECIAL.size(); i++) {
      x[17 * i] = SPECIAL.get(i).floatValue();
      x[i + 4096] = SPECIAL.get(i).floatValue();
    }
    return x;
  }

  @TestFactory
  Stream<DynamicTest> arraysAreScalars() {
    return FunctionTable.UNARY.stream()
        .map(f ->
            DynamicTest.dynamicTest(
                f.name(),
                () -> {
                  checkArray(f);
                  checkFloatArray(f);
                }));
  }

  /// At odd offsets and lengths, so that each element is once in a vector and once in a tail.
  private static void checkArray(FunctionTable.Unary f) {
    for (int start : new int[] {0, 3}) {
      double[] y = new double[COUNT];
      f.array().apply(ARGUMENTS, start, y, start, COUNT - start);
      for (int i = start; i < COUNT; i++) {
        same(f.name(), ARGUMENTS[i], f.scalar().applyAsDouble(ARGUMENTS[i]), y[i]);
      }
    }
    double[] few = ARGUMENTS.clone();
    f.array().apply(few, 5, few, 5, 3);
    for (int i = 0; i < 12; i++) {
      double x = ARGUMENTS[i];
      same(f.name(), x, i >= 5 && i < 8 ? f.scalar().applyAsDouble(x) : x, few[i]);
    }
  }

  private static void checkFloatArray(FunctionTable.Unary f) {
    for (int start : new int[] {0, 3}) {
      float[] y = new float[COUNT];
      f.floatArray().apply(FLOATS, start, y, start, COUNT - start);
      for (int i = start; i < COUNT; i++) {
        same(f.name(), FLOATS[i], f.floatScalar().applyAsFloat(FLOATS[i]), y[i]);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> binaryArraysAreScalars() {
    return FunctionTable.BINARY.stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> checkBinary(f)));
  }

  /// Each argument with the one some places further on.
  private static void checkBinary(FunctionTable.Binary f) {
    int n = COUNT / 2;
    for (int shift : new int[] {1, 16, 17, 1024, 5000}) {
      double[] y = new double[n];
      f.array().apply(ARGUMENTS, 0, ARGUMENTS, shift, y, 0, n);
      float[] z = new float[n];
      f.floatArray().apply(FLOATS, 0, FLOATS, shift, z, 0, n);
      for (int i = 0; i < n; i++) {
        double b = ARGUMENTS[i + shift];
        same(f.name(), ARGUMENTS[i], f.scalar().applyAsDouble(ARGUMENTS[i], b), y[i]);
        same(f.name(), FLOATS[i], f.floatScalar().apply(FLOATS[i], FLOATS[i + shift]), z[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void powersOfLanesAreScalars(int width) {
    VectorSpecies<Double> doubles = doubles(width);
    VectorSpecies<Float> floats = floats(width);
    double[] y = new double[LANES];
    float[] z = new float[LANES];
    for (int i = 0; i < LANES; i += doubles.length()) {
      DoubleVector a = DoubleVector.fromArray(doubles, ARGUMENTS, i);
      DoubleVector b = DoubleVector.fromArray(doubles, ARGUMENTS, i + 1);
      VectorElementary.pow(a, b).intoArray(y, i);
    }
    for (int i = 0; i < LANES; i += floats.length()) {
      FloatVector a = FloatVector.fromArray(floats, FLOATS, i);
      FloatVector b = FloatVector.fromArray(floats, FLOATS, i + 1);
      VectorElementary.pow(a, b).intoArray(z, i);
    }
    for (int i = 0; i < LANES; i++) {
      same("pow", ARGUMENTS[i], Elementary.pow(ARGUMENTS[i], ARGUMENTS[i + 1]), y[i]);
      same("pow", FLOATS[i], Elementary.pow(FLOATS[i], FLOATS[i + 1]), z[i]);
    }
  }

  @TestFactory
  Stream<DynamicTest> lanesAreScalarsAtEveryWidth() {
    List<DynamicTest> tests = new ArrayList<>();
    for (FunctionTable.Vectors f : FunctionTable.VECTORS) {
      FunctionTable.Unary scalar = FunctionTable.unary(f.name());
      for (int width : new int[] {128, 256, 512}) {
        tests.add(
            DynamicTest.dynamicTest(
                f.name() + " " + width,
                () -> {
                  checkLanes(f, scalar, doubles(width));
                  checkFloatLanes(f, scalar, floats(width));
                }));
      }
    }
    return tests.stream();
  }

  private static VectorSpecies<Double> doubles(int width) {
    return switch (width) {
      case 128 -> DoubleVector.SPECIES_128;
      case 256 -> DoubleVector.SPECIES_256;
      default -> DoubleVector.SPECIES_512;
    };
  }

  private static VectorSpecies<Float> floats(int width) {
    return switch (width) {
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      default -> FloatVector.SPECIES_512;
    };
  }

  private static void checkLanes(
      FunctionTable.Vectors f, FunctionTable.Unary scalar, VectorSpecies<Double> species) {
    double[] y = new double[species.length()];
    for (int i = 0; i < LANES; i += y.length) {
      f.lanes().apply(DoubleVector.fromArray(species, ARGUMENTS, i)).intoArray(y, 0);
      for (int k = 0; k < y.length; k++) {
        double x = ARGUMENTS[i + k];
        same(f.name(), x, scalar.scalar().applyAsDouble(x), y[k]);
      }
    }
  }

  private static void checkFloatLanes(
      FunctionTable.Vectors f, FunctionTable.Unary scalar, VectorSpecies<Float> species) {
    float[] y = new float[species.length()];
    for (int i = 0; i < LANES; i += y.length) {
      f.floatLanes().apply(FloatVector.fromArray(species, FLOATS, i)).intoArray(y, 0);
      for (int k = 0; k < y.length; k++) {
        float x = FLOATS[i + k];
        same(f.name(), x, scalar.floatScalar().applyAsFloat(x), y[k]);
      }
    }
  }

  private static void same(String name, double x, double expected, double actual) {
    // All NaN are one value of the language.
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
      assertEquals(expected, actual, name + " of " + x);
    }
  }
}
