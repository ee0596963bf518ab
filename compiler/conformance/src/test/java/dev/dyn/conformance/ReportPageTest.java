package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.data.Outputs;
import dev.dyn.runtime.data.ResultFiles;
import dev.dyn.runtime.plot.SvgDrawer;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.RunReport;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `report.html` as a reader sees it: in a browser without a network. Leaves pictures of what it
/// saw in `target/screenshots`.
class ReportPageTest {
  private static final List<String> PROGRAMS =
      List.of(
          "02_logistic.dyn",
          "03_ornstein_uhlenbeck.dyn",
          "06_kuramoto.dyn",
          "21_chialvo_ring_star.dyn");
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final int WIDTH = 1000;

  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<Path> program = Browser.find();
    assumeTrue(program.isPresent(), "no Chromium on the path, and none named by DYN_CHROMIUM");
    Files.createDirectories(PICTURES);
    browser = new Browser(program.get(), Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (browser != null) browser.close();
  }

  /// Runs a program and writes its results, as `dyn run --out` does.
  private static Path page(Source source) throws IOException {
    Dyn dyn = new Dyn();
    RunOptions options = RunOptions.defaults(Path.of(""));
    var outcome = dyn.run(dyn.analyze(source), options, RunListener.silent());
    RunReport report =
        switch (outcome) {
          case RunOutcome.Finished(RunReport finished) -> finished;
          case RunOutcome.Failed(RunReport failed, _) -> failed;
          case RunOutcome.Rejected(var problems) -> throw new AssertionError(problems);
        };
    Path out = Files.createTempDirectory(folder, "out");
    try (var outputs = new Outputs()) {
      new ResultFiles(outputs, Optional.of(out), out, SvgDrawer::new).write(report);
    }
    return out.resolve("report.html");
  }

  private static BufferedImage picture(String name) throws IOException, InterruptedException {
    byte[] png = browser.screenshot();
    Files.write(PICTURES.resolve(name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /// Left, top, width and height of the inner part of each plot, in pixels of the window.
  private static List<int[]> plots() throws IOException, InterruptedException {
    String script =
        "[...document.querySelectorAll('.u-over')].map(o => o.getBoundingClientRect())"
            + ".map(r => [r.left, r.top, r.width, r.height].map(Math.round).join(' ')).join(';')";
    var found = new ArrayList<int[]>();
    for (String each : browser.evaluate(script).split(";")) {
      found.add(Stream.of(each.split(" ")).mapToInt(Integer::parseInt).toArray());
    }
    return found;
  }

  /// How many pixels in a part of a picture have a colour rather than a shade of grey.
  private static long coloured(BufferedImage picture, int[] part) {
    long count = 0;
    for (int y = part[1]; y < part[1] + part[3]; y++) {
      for (int x = part[0]; x < part[0] + part[2]; x++) {
        int rgb = picture.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        int spread = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        if (spread > 40) count++;
      }
    }
    return count;
  }

  @TestFactory
  Stream<DynamicTest> plotsOfProgramsAreSeen() {
    return PROGRAMS.stream().map(name -> DynamicTest.dynamicTest(name, () -> checkPlots(name)));
  }

  private static void checkPlots(String name) throws IOException, InterruptedException {
    String text = CorpusProgram.read(Checkout.PROGRAMS.resolve(name));
    Path page = page(new Source(name, text));
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      browser.open(page, WIDTH, 2200);
      BufferedImage picture = picture(name + "-" + scheme);
      long wanted = text.lines().filter(line -> line.strip().startsWith("plot ")).count();
      List<int[]> plots = plots();
      assertEquals(wanted, plots.size());
      for (int[] plot : plots) {
        assertTrue(plot[2] > 500 && plot[3] > 200, () -> "small: " + plot[2] + " × " + plot[3]);
        long seen = coloured(picture, plot);
        assertTrue(seen > 500, () -> "only " + seen + " coloured pixels");
      }
      boolean light = (picture.getRGB(2, 2) & 255) > 128;
      assertEquals(scheme.equals("light"), light, "the background");
      long claims = text.lines().filter(line -> line.strip().startsWith("expect ")).count();
      assertEquals(
          Long.toString(claims), browser.evaluate("document.querySelectorAll('.line.met').length"));
      nothingWasFetched(page);
    }
  }

  private static void nothingWasFetched(Path page) {
    assertEquals(List.of(page.toUri().toString()), browser.requests());
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void plotsAreReadAndZoomed() throws IOException, InterruptedException {
    String program =
        """
        experiment e {
          let t = linspace(0, 10, 201)
          plot sin(t), exp(-t) against t
        }
        """;
    browser.scheme("light");
    browser.open(page(new Source("waves.dyn", program)), WIDTH, 900);
    int[] plot = plots().getFirst();
    double middle = plot[0] + plot[2] / 2.0;
    double height = plot[1] + plot[3] / 2.0;
    assertEquals("true", browser.evaluate("document.querySelector('.tip').hidden"));
    browser.pointer("mouseMoved", middle, height + 5);
    picture("hover");
    // On the curve that is nearest there, at about the middle of the axis.
    String tip = browser.evaluate("document.querySelector('.tip').innerText");
    assertTrue(tip.startsWith("sin(t)") || tip.startsWith("exp(-t)"), tip);
    assertTrue(tip.contains("t = 4.") || tip.contains("t = 5"), tip);

    String whole = labels();
    browser.pointer("mousePressed", middle, height - 60);
    browser.pointer("mouseMoved", middle + 50, height);
    browser.pointer("mouseMoved", middle + 100, height + 60);
    browser.pointer("mouseReleased", middle + 100, height + 60);
    String part = labels();
    assertNotEquals(whole, part, "a dragged part is shown");
    browser.evaluate("document.querySelector('.plot').focus()");
    browser.key("ArrowRight");
    String moved = labels();
    assertNotEquals(part, moved, "an arrow moves");
    browser.key("-");
    assertNotEquals(moved, labels(), "minus shows more");
    browser.key("0");
    assertEquals(whole, labels(), "zero shows everything");

    long both = coloured(picture("both"), plot);
    browser.evaluate("document.querySelector('.legend button').click()");
    long one = coloured(picture("one"), plot);
    assertTrue(one < both && one > 100, both + " and then " + one);
    assertEquals("false", browser.evaluate("document.querySelector('.legend button').ariaPressed"));
  }

  @Test
  void imagesTellTheirValues() throws IOException, InterruptedException {
    String program =
        """
        experiment e {
          plot [1.0*i + (if j == 2 then nan else 0) for i in 0..<4, j in 0..<4] as image
        }
        """;
    browser.scheme("light");
    browser.open(page(new Source("field.dyn", program)), WIDTH, 900);
    int[] plot = plots().getFirst();
    double cellWidth = plot[2] / 4.0;
    double cellHeight = plot[3] / 4.0;
    browser.pointer("mouseMoved", plot[0] + 1.5 * cellWidth, plot[1] + 3.5 * cellHeight);
    String tip = browser.evaluate("document.querySelector('.tip').innerText");
    assertTrue(tip.endsWith("row 3, column 1\n3"), tip);
    browser.pointer("mouseMoved", plot[0] + 2.5 * cellWidth, plot[1] + 0.5 * cellHeight);
    tip = browser.evaluate("document.querySelector('.tip').innerText");
    assertTrue(tip.endsWith("row 0, column 2\nNaN"), tip);
    BufferedImage picture = picture("field");
    int x = (int) (plot[0] + 0.5 * cellWidth);
    int dark = picture.getRGB(x, (int) (plot[1] + 0.25 * cellHeight)) & 0xFFFFFF;
    int light = picture.getRGB(x, (int) (plot[1] + 3.75 * cellHeight)) & 0xFFFFFF;
    assertEquals("1b1044 f6e75a", "%06x %06x".formatted(dark, light));
  }

  /// What stands along the axes, as numbers that belong to the pixels.
  private static String labels() throws IOException, InterruptedException {
    return browser.evaluate("document.querySelector('.plot').dataset.view");
  }

  @Test
  void scriptInAProgramStaysText() throws IOException, InterruptedException {
    String evil =
        "<script>document.title='taken'</script><img src=x onerror=document.title='taken'>";
    String program =
        """
        /// %s [x](javascript:document.title='taken')
        system S { state x = 1.0; next x = x }

        experiment e {
          let r = simulate(S, steps: 3)
          print "%s"
          plot r.x, [0.0, 1, 2, 3]  // %s
          expect r.x[0] == 1  // %s
        }
        """
            .replace("%s", evil);
    Path page = page(new Source(evil.replace("/", "") + ".dyn", program));
    browser.open(page, WIDTH, 900);
    picture("hostile");
    assertFalse(browser.evaluate("document.title").equals("taken"));
    assertEquals("0", browser.evaluate("document.querySelectorAll('img').length"));
    assertEquals("2", browser.evaluate("document.scripts.length"));
    assertEquals(
        "0",
        browser.evaluate("[...document.links].filter(a => a.protocol == 'javascript:').length"));
    assertTrue(browser.evaluate("document.body.innerText").contains(evil));
    nothingWasFetched(page);
    // Even markup that got in would not run.
    browser.evaluate("document.body.insertAdjacentHTML('beforeend', `" + evil + "`)");
    browser.evaluate("new Promise(done => setTimeout(done, 50))");
    assertFalse(browser.evaluate("document.title").equals("taken"));
  }
}
