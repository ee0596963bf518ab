package dev.dyn.runtime.math;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The error of every function, in units of the last place of the exact result.
///
/// The double forms are compared with references of 60 digits made by `test/python/references.py`,
/// the float forms with the double forms at many arguments.
class AccuracyTest {
  /// `y` is the double nearest to the exact value, which is `missing` ulps above it.
  private record Reference(double[] arguments, double y, double missing) {
    double error(double actual) {
      return Math.abs((actual - y) / Math.ulp(y) - missing);
    }
  }

  private static Map<String, List<Reference>> references() throws IOException {
    Map<String, List<Reference>> found = new HashMap<>();
    try (var stream = AccuracyTest.class.getResourceAsStream("references.txt.gz");
        var unzipped = new GZIPInputStream(stream);
        var reader =
            new BufferedReader(new InputStreamReader(unzipped, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] words = line.split(" ");
        double[] arguments = new double[words.length - 3];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = Double.parseDouble(words[i + 1]);
        }
        double y = Double.parseDouble(words[words.length - 2]);
        double missing = Double.parseDouble(words[words.length - 1]);
        found
            .computeIfAbsent(words[0], _ -> new ArrayList<>())
            .add(new Reference(arguments, y, missing));
      }
    }
    return found;
  }

  @TestFactory
  Stream<DynamicTest> doublesAgreeWithReferences() throws IOException {
    Map<String, List<Reference>> references = references();
    Stream<DynamicTest> unary =
        FunctionTable.UNARY.stream()
            .filter(f -> !FunctionTable.EXACT.contains(f.name()))
            .map(f ->
                DynamicTest.dynamicTest(
                    f.name(),
                    () ->
                        check(
                            f.name(),
                            references.get(f.name()),
                            x -> f.scalar().applyAsDouble(x[0]),
                            f.ulps())));
    Stream<DynamicTest> binary =
        FunctionTable.BINARY.stream()
            .map(f ->
                DynamicTest.dynamicTest(
                    f.name(),
                    () ->
                        check(
                            f.name(),
                            references.get(f.name()),
                            x -> f.scalar().applyAsDouble(x[0], x[1]),
                            f.ulps())));
    return Stream.concat(unary, binary);
  }

  /// Where the condition of the function is bad its error is bounded in absolute terms.
  @ParameterizedTest
  @ValueSource(strings = {"lgamma", "digamma"})
  void nearZerosTheErrorIsSmall(String name) throws IOException {
    FunctionTable.Unary f = FunctionTable.unary(name);
    for (Reference r : references().get(name + "_near_zeros")) {
      double actual = f.scalar().applyAsDouble(r.arguments[0]);
      double error = Math.abs((actual - r.y) - r.missing * Math.ulp(r.y));
      assertTrue(error <= 1e-16, name + " at " + r.arguments[0] + " is wrong by " + error);
    }
  }

  private interface Function {
    double apply(double[] x);
  }

  private static void check(String name, List<Reference> references, Function f, double bound) {
    assertTrue(references.size() >= 200, name + " has too few references");
    double worst = 0;
    double[] at = {};
    for (Reference r : references) {
      double error = r.error(f.apply(r.arguments));
      // not <=, so that a NaN counts
      if (!(error <= worst)) {
        worst = error;
        at = r.arguments;
      }
    }
    report(name, "f64", worst, bound, Arrays.toString(at));
  }

  @TestFactory
  Stream<DynamicTest> floatsAgreeWithDoubles() {
    return FunctionTable.UNARY.stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> checkFloats(f)));
  }

  private static void checkFloats(FunctionTable.Unary f) {
    var random = new SplittableRandom(7);
    double worst = 0;
    float at = 0;
    for (int i = 0; i < 100_000; i++) {
      float x = argument(random, i);
      double exact = f.scalar().applyAsDouble(x);
      float rounded = (float) exact;
      float actual = f.floatScalar().applyAsFloat(x);
      boolean special = Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0;
      double error = Math.abs(actual - exact) / Math.ulp(rounded);
      if (special) {
        error = Float.floatToIntBits(actual) == Float.floatToIntBits(rounded) ? 0 : 1e9;
      }
      if (!(error <= worst)) {
        worst = error;
        at = x;
      }
    }
    report(f.name(), "f32", worst, f.floatUlps(), Float.toString(at));
  }

  /// Near zero, of ordinary size, or any float at all.
  private static float argument(SplittableRandom random, int i) {
    return switch (i % 4) {
      case 0 -> (float) random.nextDouble(-2, 2);
      case 1 -> (float) random.nextDouble(-12, 12);
      case 2 -> (float) random.nextDouble(-120, 120);
      default -> Float.intBitsToFloat(random.nextInt());
    };
  }

  @TestFactory
  Stream<DynamicTest> binaryFloatsAgreeWithDoubles() {
    return FunctionTable.BINARY.stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> checkBinaryFloats(f)));
  }

  private static void checkBinaryFloats(FunctionTable.Binary f) {
    var random = new SplittableRandom(17);
    double worst = 0;
    String at = "";
    for (int i = 0; i < 100_000; i++) {
      float x = (float) random.nextDouble(0.01, 20);
      float y = (float) random.nextDouble(-20, 20);
      double exact = f.scalar().applyAsDouble(x, y);
      double error = Math.abs(f.floatScalar().apply(x, y) - exact) / Math.ulp((float) exact);
      if (!(error <= worst)) {
        worst = error;
        at = x + ", " + y;
      }
    }
    report(f.name(), "f32", worst, f.ulps(), at);
  }

  private static void report(String name, String kind, double worst, double bound, String at) {
    String text = String.format("%s %s: worst error %.3f ulp at %s", kind, name, worst, at);
    System.out.println(text);
    assertTrue(worst <= bound, text + ", allowed " + bound);
  }
}
