package dev.dyn.runtime.data;

import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// `report.html`: a run for people. One file without scripts, which opens without a network; the
/// plots are the files beside it.
public final class ReportHtml {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; margin: .5em 0 1.5em; }
      td, th { padding: .15em 1em .15em 0; text-align: left; vertical-align: top; }
      td.n { font-variant-numeric: tabular-nums; }
      pre { background: #f4f4f4; padding: .6em 1em; overflow-x: auto; }
      img { max-width: 100%; }
      .met { color: #1a7f37; } .unmet { color: #b3261e; } .quiet { color: #666; }
      """;

  private final RunReport report;
  private final List<List<String>> files;
  private final Writer out;

  private ReportHtml(RunReport report, List<List<String>> files, Writer out) {
    this.report = report;
    this.files = files;
    this.out = out;
  }

  /// Writes a report.
  ///
  /// @param files the files written for each experiment, in the order of the experiments
  public static void write(RunReport report, List<List<String>> files, OutputStream to)
      throws IOException {
    Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    new ReportHtml(report, files, out).write();
    out.flush();
  }

  private void write() throws IOException {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>");
    out.append(escape(report.program())).append("</title>\n<style>\n").append(STYLE);
    out.append("</style>\n<h1>")
        .append(escape(report.program()))
        .append("</h1>\n<p class=\"quiet\">");
    String line =
        "seed %d · %s · %s · %d thread%s · dyn %s · source %s…"
            .formatted(
                report.seed(),
                report.precision().label(),
                report.engine(),
                report.threads(),
                report.threads() == 1 ? "" : "s",
                report.versions().getOrDefault("dyn", "?"),
                report.digest().substring(0, Math.min(12, report.digest().length())));
    out.append(escape(line)).append("</p>\n");
    for (int i = 0; i < report.experiments().size(); i++) {
      experiment(report.experiments().get(i), files.get(i));
    }
    out.append("</html>\n");
  }

  private void experiment(ExperimentReport experiment, List<String> written) throws IOException {
    String seconds = String.format(Locale.ROOT, "%.2f s", experiment.seconds());
    out.append("<h2>").append(escape(experiment.name())).append(" <small class=\"quiet\">");
    out.append(seconds).append("</small></h2>\n");
    if (!experiment.printed().isEmpty()) {
      out.append("<pre>")
          .append(escape(String.join("\n", experiment.printed())))
          .append("</pre>\n");
    }
    expectations(experiment.expectations());
    for (String file : written) {
      if (file.endsWith(".svg")) {
        out.append("<p><img src=\"").append(escape(link(file))).append("\" alt=\"");
        out.append(escape(file)).append("\"></p>\n");
      }
    }
    quantities("Parameters", experiment.parameters());
    quantities("Values", experiment.values());
    links(written);
  }

  private void expectations(List<Expectation> expectations) throws IOException {
    if (expectations.isEmpty()) return;
    out.append("<table>\n<tr><th></th><th>expected</th><th>found</th><th>wanted</th></tr>\n");
    for (Expectation e : expectations) {
      String mark = e.passed() ? "<td class=\"met\">✓" : "<td class=\"unmet\">✗";
      String tolerance = e.tolerance().map(t -> " ± " + number(t)).orElse("");
      out.append("<tr>").append(mark).append("</td><td>").append(escape(e.text()));
      out.append("</td><td class=\"n\">").append(escape(optional(e.value())));
      out.append("</td><td class=\"n\">").append(escape(optional(e.target()) + tolerance));
      out.append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void quantities(String title, SequencedMap<String, Quantity> quantities)
      throws IOException {
    if (quantities.isEmpty()) return;
    out.append("<h3>").append(title).append("</h3>\n<table>\n");
    for (var entry : quantities.entrySet()) {
      String value =
          switch (entry.getValue()) {
            case Quantity.Numbers(Tensor tensor) -> number(tensor);
            case Quantity.Words(String text) -> text;
          };
      out.append("<tr><td>").append(escape(entry.getKey())).append("</td><td class=\"n\">");
      out.append(escape(value)).append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  private void links(List<String> written) throws IOException {
    if (written.isEmpty()) return;
    String between = "<p>Files: ";
    for (String file : written) {
      out.append(between).append("<a href=\"").append(escape(link(file))).append("\">");
      out.append(escape(file)).append("</a>");
      between = ", ";
    }
    out.append("</p>\n");
  }

  private static String optional(Optional<Tensor> value) {
    return value.map(ReportHtml::number).orElse("");
  }

  private static String number(Tensor value) {
    return Formats.text(value, value.elem().isReal() ? ".6g" : "");
  }

  /// A file's name as an address: what has a meaning there is written as its code.
  private static String link(String file) {
    return file.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace(" ", "%20");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
