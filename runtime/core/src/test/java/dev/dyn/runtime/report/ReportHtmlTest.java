package dev.dyn.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.Expectation;
import dev.dyn.runtime.results.ExperimentRecorder;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.Quantity;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {
  private static final String EVIL = "</script><img src=x onerror=alert(1)>'\"&\u2028";

  private static RunReport report(String source, ExperimentRecorder... recorders) {
    return new RunReport(
        "a/" + "p.dyn",
        source,
        "abc",
        7,
        Elem.F32,
        "jit",
        2,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        List.of(),
        List.of(recorders).stream().map(r -> r.report(1)).toList(),
        Optional.empty());
  }

  private static String page(RunReport report, String... files) throws IOException {
    var out = new ByteArrayOutputStream();
    ReportHtml.write(report, List.of(List.of(files)), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ticksStandAtTheirLines() throws IOException {
    String source =
        """
        /// A *small* one.
        system S {}

        /// Runs **it**.
        experiment e {
          expect a < b  // twice
          expect c
        }
        """;
    var e = new ExperimentRecorder("e");
    e.expectation(Expectation.comparison("a < b", 6, false, Tensor.of(1.5), Tensor.of(1.25)));
    e.expectation(Expectation.condition("c", 7, true));
    String page = page(report(source, e));
    assertTrue(page.contains("<p>A <em>small</em> one.</p>"), page);
    assertTrue(page.contains("<p>Runs <strong>it</strong>.</p>"), page);
    assertTrue(page.contains("✗ 1 of 2 expectations not met"), page);
    assertTrue(page.contains("<span class=\"line unmet\" id=\"L6\"><span class=\"tick\">✗"), page);
    assertTrue(page.contains("<span class=\"line met\" id=\"L7\"><span class=\"tick\">✓"), page);
    assertTrue(
        page.contains("<span class=\"comment\">// twice</span><span class=\"found\">  ⟵ 1.5"),
        page);
    assertTrue(page.contains("<span class=\"line\" id=\"L8\">"), page);
    assertFalse(page.contains("id=\"L9\""), page);
  }

  /// All texts that a program or its data can bring, with what would end a script or an attribute.
  @Test
  void textStaysText() throws IOException {
    var e = new ExperimentRecorder(EVIL);
    e.print(EVIL);
    e.parameter(EVIL, Quantity.of(EVIL));
    e.value(EVIL, EVIL);
    e.records(EVIL, Columns.of(EVIL, Tensor.vector(1, Double.NaN)));
    e.expectation(Expectation.comparison(EVIL, 1, false, Tensor.of(1L), Tensor.of(0L)));
    double[] two = {1, 2};
    var curve = new Plot.Curve(0, EVIL, Plot.Style.LINES, two, two);
    var axis = new Plot.Axis(EVIL, false);
    e.plot(new Plot.Curves("plot-1", axis, axis, List.of(curve)));
    e.plot(new Plot.Image("plot-2", EVIL, 1, 2, two));
    RunReport report = report("/// " + EVIL + "\nsystem S {\n" + EVIL + "\n}\n", e);
    String page = page(report.stopped(EVIL), "javascript:x-plot-1.svg", EVIL);

    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("\"javascript:"), page);
    assertEquals(2, count(page, "</script>"), "scripts end where they should");
    assertEquals(2, count(page, "<script"));
    Matcher json = Pattern.compile("id=\"plots\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertTrue(json.find());
    assertTrue(json.group(1).chars().noneMatch(c -> "<>&'\u2028".indexOf(c) >= 0), json::group);
  }

  /// The page asks for nothing from elsewhere, and its policy would not let it.
  @Test
  void nothingIsFetched() throws IOException {
    String page = page(report("", new ExperimentRecorder("e")));
    assertTrue(page.contains("content=\"default-src 'none'; script-src 'sha256-"), page);
    assertFalse(
        Pattern.compile("\\b(src|srcset|href|action)=\"?(https?:)?//").matcher(page).find());
    assertFalse(
        Pattern.compile("@import|url\\(|\\bfetch\\(|XMLHttpRequest|<link").matcher(page).find());
  }

  @Test
  void filesAreLinked() throws IOException {
    String page = page(report("", new ExperimentRecorder("e")), "e plot#1.svg");
    assertTrue(page.contains("<a href=\"./e%20plot%231.svg\">e plot#1.svg</a>"), page);
  }

  @Test
  void failuresAreTold() throws IOException {
    String page =
        page(report("", new ExperimentRecorder("e")).stopped("error[DYN7001]: It & blew up."));
    assertTrue(
        page.contains("<h2>The run failed</h2>\n<pre>error[DYN7001]: It &amp; blew up.</pre>"),
        page);
    assertTrue(page.contains("✗ the run failed"), page);
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
