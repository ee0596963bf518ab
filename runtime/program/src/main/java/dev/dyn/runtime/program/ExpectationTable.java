package dev.dyn.runtime.program;

import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.List;

/// Expectations as lines with aligned columns: mark, claim, what was found, what was wanted.
///
/// ```
///   ✓ exponents[0] within 0.01 of 0.9056    0.905582    0.9056 ± 0.01
///   ✗ n == 3                                4           3
/// ```
public final class ExpectationTable {
  private static final int WIDEST_CLAIM = 70;
  private static final int WIDEST_VALUE = 40;
  private static final String GREEN = "\u001B[32m";
  private static final String RED = "\u001B[31m";
  private static final String RESET = "\u001B[0m";

  private final boolean colour;

  public ExpectationTable(boolean colour) {
    this.colour = colour;
  }

  private record Row(boolean passed, String claim, String value, String wanted) {}

  public List<String> lines(List<Expectation> expectations) {
    List<Row> rows = expectations.stream().map(ExpectationTable::row).toList();
    int claims = rows.stream().mapToInt(r -> width(r.claim)).max().orElse(0);
    int values = rows.stream().mapToInt(r -> width(r.value)).max().orElse(0);
    return rows.stream().map(r -> line(r, claims, values)).toList();
  }

  private static Row row(Expectation e) {
    String wanted = e.target().map(ExpectationTable::number).orElse("");
    String tolerance = e.tolerance().map(t -> " ± " + number(t)).orElse("");
    String value = e.value().map(ExpectationTable::number).orElse("");
    return new Row(e.passed(), cut(e.text(), WIDEST_CLAIM), value, wanted + tolerance);
  }

  private static String number(Tensor value) {
    return cut(Formats.text(value, value.elem().isReal() ? ".6g" : ""), WIDEST_VALUE);
  }

  private static String cut(String text, int most) {
    if (width(text) <= most) return text;
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private String line(Row row, int claims, int values) {
    String mark = row.passed ? paint("✓", GREEN) : paint("✗", RED);
    String line =
        "  "
            + mark
            + " "
            + pad(row.claim, claims)
            + "  "
            + pad(row.value, values)
            + "  "
            + row.wanted;
    return line.stripTrailing();
  }

  private String paint(String text, String ink) {
    return colour ? ink + text + RESET : text;
  }

  private static String pad(String text, int to) {
    return text + " ".repeat(to - width(text));
  }
}
