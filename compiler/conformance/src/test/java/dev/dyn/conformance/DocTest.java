package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.doc.DocHtml;
import dev.dyn.compiler.doc.DocMarkdown;
import dev.dyn.compiler.doc.DocPage;
import dev.dyn.compiler.doc.DocReader;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Library;
import dev.dyn.runtime.report.PageStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `dyn doc`: the pages of programs of every kind and of the library are the approved ones.
class DocTest {
  private static final Path GOLDENS = Path.of("src/test/resources/doc");

  private static DocPage page(String name, String text) {
    Problems problems = new Problems();
    DocPage page = DocReader.read(name, Parser.parse(new Source(name, text), problems));
    assertFalse(problems.hasErrors(), () -> problems.sorted().toString());
    return page;
  }

  @TestFactory
  Stream<DynamicTest> programsHaveTheirPages() {
    return Stream.of(
            "03_ornstein_uhlenbeck",
            "04_bouncing_ball",
            "05_epidemic",
            "07_kuramoto_sivashinsky",
            "10_custom_rule",
            "11_fit_ode",
            "19_game")
        .map(name -> DynamicTest.dynamicTest(name, () -> checkProgram(name)));
  }

  private static void checkProgram(String name) {
    String text = CorpusProgram.read(Checkout.PROGRAMS.resolve(name + ".dyn"));
    DocPage page = page(name + ".dyn", text);
    Golden.check(GOLDENS.resolve(name + ".md"), DocMarkdown.render(List.of(page)));
  }

  @Test
  void modulesHaveTheirPages() {
    List<DocPage> pages =
        Library.modules().stream()
            .map(name -> page(name, Library.source(name).orElseThrow().text()))
            .toList();
    Golden.check(GOLDENS.resolve("std.md"), DocMarkdown.render(pages));
  }

  @Test
  void htmlHasTheSameAndEscapes() {
    String text =
        """
        /// About <all> of *this*.

        /// Falls & <b>falls</b>.
        system Fall(n: int = 1) {
          param g = 9.81  // the pull, < 10
          state h: [n] ~ uniform(0, 1)
          h' = -g
        }

        /// Half of `x`.
        fn half(x: real) -> real = x/2
        """;
    String html = DocHtml.render("<fall>", List.of(page("fall.dyn", text)));
    Golden.check(
        GOLDENS.resolve("fall.html"),
        html.replace(PageStyle.TEXT, "…").replace(PageStyle.DIGEST, "…"));
    assertEquals(-1, html.indexOf("<all>"));
    assertEquals(-1, html.indexOf("<b>falls"));
  }
}
