package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The tables of a page.
final class Tables {
  /// Rows of a record in the page.
  private static final int MOST_ROWS = 200;

  /// Beyond these a record is opened only on demand.
  private static final int OPEN_ROWS = 12;

  private static final int MOST_COLUMNS = 24;

  /// Letters of a value beyond which it is opened only on demand.
  private static final int LONG = 160;

  private Tables() {}

  static String expectations(List<Expectation> expectations) {
    if (expectations.isEmpty()) return "";
    var out = new StringBuilder("<table class=\"claims\">\n<thead><tr><th></th><th>Expected</th>");
    out.append("<th class=\"n\">Found</th><th class=\"n\">Wanted</th><th>Line</th></tr></thead>\n");
    for (Expectation e : expectations) {
      String tolerance = e.tolerance().map(t -> " ± " + number(t)).orElse("");
      String mark =
          e.passed()
              ? "<td class=\"met\" title=\"met\">✓</td>"
              : "<td class=\"unmet\" title=\"not met\">✗</td>";
      out.append("<tr>").append(mark).append("<td><code>").append(Html.escape(e.text()));
      out.append("</code></td><td class=\"n\">").append(Html.escape(optional(e.value())));
      out.append("</td><td class=\"n\">").append(Html.escape(optional(e.target()) + tolerance));
      out.append("</td><td class=\"n\"><a href=\"#L").append(e.line()).append("\">");
      out.append(e.line()).append("</a></td></tr>\n");
    }
    return wide(out.append("</table>\n").toString());
  }

  static String quantities(String title, SequencedMap<String, Quantity> quantities) {
    if (quantities.isEmpty()) return "";
    var out = new StringBuilder("<h3>" + title + "</h3>\n<table class=\"facts\">\n");
    for (var entry : quantities.entrySet()) {
      String value =
          switch (entry.getValue()) {
            case Quantity.Numbers(Tensor tensor) -> number(tensor);
            case Quantity.Words(String text) -> text;
          };
      fact(out, entry.getKey(), value);
    }
    return out.append("</table>\n").toString();
  }

  static String facts(Map<String, String> facts) {
    var out = new StringBuilder("<table class=\"facts\">\n");
    facts.forEach((name, value) -> fact(out, name, value));
    return out.append("</table>\n").toString();
  }

  private static void fact(StringBuilder out, String name, String value) {
    out.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th><td>");
    if (value.length() > LONG) {
      out.append("<details><summary>").append(Html.escape(value.substring(0, LONG)));
      out.append("…</summary>").append(Html.escape(value)).append("</details>");
    } else {
      out.append(Html.escape(value));
    }
    out.append("</td></tr>\n");
  }

  /// A record: columns of one number a row as a table, others by their shapes.
  static String record(String name, Columns columns) {
    var out = new StringBuilder();
    var narrow = columns.tensors().entrySet().stream().filter(c -> isNarrow(c.getValue())).toList();
    int rows = narrow.stream().mapToInt(c -> Columns.rows(c.getValue())).max().orElse(0);
    out.append(rows <= OPEN_ROWS ? "<details open>" : "<details>");
    out.append("<summary><code>").append(Html.escape(name)).append("</code>, ");
    out.append(Formats.text(Tensor.of((long) rows))).append(rows == 1 ? " row" : " rows");
    out.append("</summary>\n");
    if (!narrow.isEmpty())
      table(out, narrow.subList(0, Math.min(narrow.size(), MOST_COLUMNS)), rows);
    String others =
        columns.tensors().entrySet().stream()
            .filter(c -> !isNarrow(c.getValue()))
            .map(c -> c.getKey() + " " + c.getValue().shape())
            .collect(Collectors.joining(", "));
    if (narrow.size() > MOST_COLUMNS) note(out, narrow.size() - MOST_COLUMNS + " more columns");
    if (rows > MOST_ROWS) note(out, rows - MOST_ROWS + " more rows");
    if (!others.isEmpty()) note(out, "In the files only: " + others);
    return out.append("</details>\n").toString();
  }

  private static boolean isNarrow(Tensor tensor) {
    return tensor.shape().rank() <= 1;
  }

  private static void table(StringBuilder out, List<Map.Entry<String, Tensor>> columns, int rows) {
    out.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (var column : columns) {
      out.append("<th class=\"n\">").append(Html.escape(column.getKey())).append("</th>");
    }
    out.append("</tr></thead>\n");
    for (int i = 0; i < Math.min(rows, MOST_ROWS); i++) {
      out.append("<tr>");
      for (var column : columns) {
        out.append("<td class=\"n\">").append(Html.escape(entry(column.getValue(), i)));
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</table></div>\n");
  }

  private static String entry(Tensor tensor, int i) {
    if (i >= Columns.rows(tensor)) return "";
    return switch (tensor) {
      case Tensor.F64 t -> number(Tensor.of(t.values()[i]));
      case Tensor.F32 t -> number(Tensor.of(t.values()[i]));
      case Tensor.I64 t -> Long.toString(t.values()[i]);
      case Tensor.Bool t -> t.values()[i] != 0 ? "true" : "false";
    };
  }

  private static void note(StringBuilder out, String text) {
    out.append("<p class=\"quiet\">").append(Html.escape(text)).append(".</p>\n");
  }

  private static String wide(String table) {
    return "<div class=\"wide\">" + table + "</div>\n";
  }

  private static String optional(Optional<Tensor> value) {
    return value.map(Tables::number).orElse("");
  }

  private static String number(Tensor value) {
    return Formats.text(value, value.elem().isReal() ? ".6g" : "");
  }
}
