package dev.dyn.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected texts of reals are those that CPython gives for the same format and number.
class FormatsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1.0||1.0",
        "0.1||0.1",
        "1e16||1e+16",
        "1e15||1000000000000000.0",
        "123456.789||123456.789",
        "0.0001||0.0001",
        "0.00001||1e-05",
        "-0.0||-0.0",
        "4.9e-324||5e-324",
        "2.5|.0f|2",
        "3.5|.0f|4",
        "0.125|.2f|0.12",
        "2.675|.2f|2.67",
        "-0.00001|.4f|-0.0000",
        "-0.00001|z.4f|0.0000",
        "0.0|.3e|0.000e+00",
        "9.9996|.3e|1.000e+01",
        "1234.5|.3e|1.234e+03",
        "1.5e-300|.2e|1.50e-300",
        "0.0001|.6g|0.0001",
        "0.00001234|.3g|1.23e-05",
        "1234567.0|.6g|1.23457e+06",
        "999999.5|.6g|1e+06",
        "100.0|g|100",
        "3.14159|8.2f|    3.14",
        "3.14159|<8.2f|3.14    ",
        "3.14159|^8.2f|  3.14  ",
        "-3.14159|08.2f|-0003.14",
        "-3.14159|*=8.2f|-***3.14",
        "3.14159|+.1f|+3.1",
        "3.14159| .1f| 3.1",
        "1234567.891|,.1f|1,234,567.9",
        "0.256|.1%|25.6%",
        "inf|.2f|inf",
        "-inf|8.2f|    -inf",
        "nan|.2e|nan"
      })
  void realsAsPythonDoes(String value, String format, String expected) {
    double x =
        switch (value) {
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> Double.parseDouble(value);
        };
    assertEquals(expected, Formats.text(Tensor.of(x), format == null ? "" : format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "42|5d|   42",
        "-42|05d|-0042",
        "1234567|,d|1,234,567",
        "1234567|_|1_234_567",
        "255|x|ff",
        "5|b|101",
        "9223372036854775807|.1f|9223372036854775807.0",
        "-9223372036854775808||-9223372036854775808",
        "7|.2e|7.00e+00"
      })
  void wholeNumbers(long value, String format, String expected) {
    assertEquals(expected, Formats.text(Tensor.of(value), format == null ? "" : format));
  }

  @Test
  void tensorsEntryByEntry() {
    assertEquals(
        "[0.9056, 0.0000, -14.5723]",
        Formats.text(Tensor.vector(0.90563, 0.00002, -14.57229), ".4f"));
    var matrix = new Tensor.I64(new Shape(2, 2), new long[] {1, 2, 3, 4});
    assertEquals("[[1, 2], [3, 4]]", Formats.text(matrix));
    assertEquals("[]", Formats.text(Tensor.vector(new double[0])));
    assertEquals("true", Formats.text(Tensor.of(true)));
    var single = new Tensor.F32(new Shape(2), new float[] {0.1f, 16777216f});
    assertEquals("[0.1, 16777216.0]", Formats.text(single));
  }

  @Test
  void longTensorsShowTheirEnds() {
    double[] many = new double[5000];
    for (int i = 0; i < many.length; i++) many[i] = i;
    assertEquals("[0, 1, 2, …, 4997, 4998, 4999]", Formats.text(Tensor.vector(many), ".0f"));
  }

  @Test
  void words() {
    assertEquals("abc  ", Formats.text("abc", "5"));
    assertEquals("  abc", Formats.text("abc", ">5s"));
    assertEquals("λ·", Formats.text("λ·μ", ".2"));
  }

  @Test
  void saysWhatIsWrong() {
    for (String bad : List.of(".f", "q", "5.2k", "f3", "99999d", "..2f", "🙂")) {
      assertTrue(Formats.problem(bad).isPresent(), bad);
    }
    for (String good : List.of("", ".4f", ".3e", ".6g", "d", "5d", ">10", "s", "🙂>4")) {
      assertEquals(List.of(), Formats.problem(good).stream().toList(), good);
    }
    assertTrue(Formats.problem("d", Subject.REAL).isPresent());
    assertTrue(Formats.problem(".2f", Subject.TRUTH).isPresent());
    assertTrue(Formats.problem("s", Subject.REAL).isPresent());
    assertThrows(IllegalArgumentException.class, () -> Formats.text(Tensor.of(1.0), "d"));
  }

  @Test
  void shortestReadsBack() {
    var random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      float y = Float.intBitsToFloat(random.nextInt());
      if (Double.isFinite(x)) {
        assertEquals(
            Double.doubleToLongBits(x),
            Double.doubleToLongBits(Double.parseDouble(Shortest.of(x))));
      }
      if (Float.isFinite(y)) {
        String text = Shortest.of(y);
        assertEquals(Float.floatToIntBits(y), Float.floatToIntBits(Float.parseFloat(text)));
        assertEquals(
            Float.floatToIntBits(y), Float.floatToIntBits((float) Double.parseDouble(text)));
      }
    }
  }
}
