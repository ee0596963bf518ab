package dev.dyn.runtime.report;

import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `report.html`: a run for people. One file that opens without a network: what was asked, what
/// came out, plots that can be zoomed, the source with its expectations ticked, and all that is
/// needed to repeat the run.
public final class ReportHtml {
  private final RunReport report;
  private final List<List<String>> files;
  private final List<DocComment> docs;
  private final List<Plot> plots = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private ReportHtml(RunReport report, List<List<String>> files) {
    this.report = report;
    this.files = files;
    this.docs = DocComment.of(report.source());
  }

  /// Writes a report.
  ///
  /// @param files the files written for each experiment, in the order of the experiments
  public static void write(RunReport report, List<List<String>> files, OutputStream to)
      throws IOException {
    to.write(new ReportHtml(report, files).page().getBytes(StandardCharsets.UTF_8));
  }

  private String page() {
    String title = Html.escape(fileName());
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.append(PageParts.POLICY).append("\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").append(title);
    out.append("</title>\n<style>").append(PageParts.STYLE).append("</style>\n</head>\n<body>\n");
    out.append("<header>\n<h1>").append(title).append("</h1>\n");
    summary();
    model();
    contents();
    out.append("</header>\n<main>\n");
    report.failure().ifPresent(this::failure);
    for (int i = 0; i < report.experiments().size(); i++) {
      experiment(i, report.experiments().get(i), files.get(i));
    }
    source();
    environment();
    out.append("</main>\n<script type=\"application/json\" id=\"plots\">");
    out.append(PlotJson.of(plots)).append("</script>\n<script>");
    out.append(PageParts.SCRIPT).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private String fileName() {
    String name = report.program().replace('\\', '/');
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private void summary() {
    List<Expectation> all = expectations();
    long met = all.stream().filter(Expectation::passed).count();
    out.append("<p class=\"summary\">");
    if (report.failure().isPresent()) badge("unmet", "✗ the run failed");
    if (all.isEmpty()) {
      if (report.failure().isEmpty()) badge("", "no expectations");
    } else if (met == all.size()) {
      badge("met", "✓ " + count(met, "expectation") + " met");
    } else {
      badge(
          "unmet",
          "✗ " + (all.size() - met) + " of " + count(all.size(), "expectation") + " not met");
    }
    badge("", count(report.experiments().size(), "experiment"));
    badge("", seconds(report.experiments().stream().mapToDouble(ExperimentReport::seconds).sum()));
    badge("", "seed " + report.seed());
    badge("", report.precision().label());
    out.append("</p>\n");
  }

  private List<Expectation> expectations() {
    return report.experiments().stream().flatMap(e -> e.expectations().stream()).toList();
  }

  private void badge(String kind, String text) {
    out.append("<span class=\"badge ").append(kind).append("\">").append(Html.escape(text));
    out.append("</span> ");
  }

  /// What the program says about its systems.
  private void model() {
    for (DocComment doc : docs) {
      if (doc.kind().equals("experiment")) continue;
      out.append("<section class=\"about\"><p class=\"of\">").append(Html.escape(doc.kind()));
      out.append(" <b>").append(Html.escape(doc.name())).append("</b></p>\n<div>");
      out.append(Markdown.blocks(doc.text(), 2)).append("</div></section>\n");
    }
  }

  private void contents() {
    if (report.experiments().size() < 2) return;
    out.append("<nav aria-label=\"Experiments\">");
    for (int i = 0; i < report.experiments().size(); i++) {
      ExperimentReport each = report.experiments().get(i);
      out.append("<a href=\"#e").append(i).append("\">");
      if (!each.expectations().isEmpty()) {
        out.append(
            each.passed() ? "<span class=\"met\">✓</span> " : "<span class=\"unmet\">✗</span> ");
      }
      out.append(Html.escape(each.name())).append("</a> ");
    }
    out.append("</nav>\n");
  }

  private void failure(String text) {
    out.append("<section class=\"failure\" role=\"alert\"><h2>The run failed</h2>\n<pre>");
    out.append(Html.escape(text.stripTrailing())).append("</pre></section>\n");
  }

  private void experiment(int number, ExperimentReport experiment, List<String> written) {
    out.append("<section class=\"experiment\" id=\"e").append(number).append("\">\n<h2>");
    out.append(Html.escape(experiment.name())).append(" <small class=\"quiet\">");
    out.append(seconds(experiment.seconds())).append("</small></h2>\n");
    docs.stream()
        .filter(d -> d.kind().equals("experiment") && d.name().equals(experiment.name()))
        .findFirst()
        .ifPresent(d -> out.append(Markdown.blocks(d.text(), 2)));
    out.append(Tables.expectations(experiment.expectations()));
    if (!experiment.printed().isEmpty()) {
      String printed = String.join("\n", experiment.printed());
      out.append("<h3>Output</h3>\n<pre>").append(Html.escape(printed)).append("</pre>\n");
    }
    for (Plot plot : experiment.plots()) {
      plot(plot, written.stream().filter(f -> f.endsWith("-" + plot.name() + ".svg")).findFirst());
    }
    out.append(Tables.quantities("Parameters", experiment.parameters()));
    out.append(Tables.quantities("Values", experiment.values()));
    if (!experiment.records().isEmpty()) out.append("<h3>Records</h3>\n");
    experiment.records().forEach((name, columns) -> out.append(Tables.record(name, columns)));
    links(written);
    out.append("</section>\n");
  }

  private void plot(Plot plot, Optional<String> file) {
    String title =
        switch (plot) {
          case Plot.Curves curves -> title(curves);
          case Plot.Image image -> image.label();
        };
    out.append("<figure>\n<figcaption>").append(Html.escape(title)).append("</figcaption>\n");
    out.append("<div class=\"chart\" data-plot=\"").append(plots.size()).append("\"></div>\n");
    file.ifPresent(name -> {
      out.append("<noscript><p>Drawn in <a href=\"").append(Html.file(name)).append("\">");
      out.append(Html.escape(name)).append("</a>.</p></noscript>\n");
    });
    out.append("</figure>\n");
    plots.add(plot);
  }

  private static String title(Plot.Curves plot) {
    List<String> labels = plot.curves().stream().map(Plot.Curve::label).distinct().toList();
    String what = String.join(", ", labels);
    return plot.x().label().isEmpty() ? what : what + " against " + plot.x().label();
  }

  private void links(List<String> written) {
    if (written.isEmpty()) return;
    String between = "<p class=\"quiet\">Files: ";
    for (String file : written) {
      out.append(between).append("<a href=\"").append(Html.file(file)).append("\">");
      out.append(Html.escape(file)).append("</a>");
      between = ", ";
    }
    out.append("</p>\n");
  }

  private void source() {
    if (report.source().isBlank()) return;
    out.append("<section>\n<h2>Source</h2>\n");
    out.append(SourceListing.render(report.source(), expectations())).append("</section>\n");
  }

  private void environment() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("program", report.program());
    facts.put("source, SHA-256", report.digest());
    facts.put("seed", Long.toString(report.seed()));
    facts.put("precision", report.precision().label());
    facts.put("engine", report.engine());
    facts.put("threads", Integer.toString(report.threads()));
    facts.putAll(report.versions());
    report
        .data()
        .forEach(file ->
            facts.put("data " + file.name(), file.bytes() + " bytes, SHA-256 " + file.digest()));
    report.timings().forEach((stage, time) -> facts.put("time to " + stage, seconds(time)));
    out.append("<section>\n<h2>Environment</h2>\n").append(Tables.facts(facts));
    out.append("</section>\n");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
