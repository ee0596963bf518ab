package dev.dyn.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.diagnostic.TextRenderer;
import dev.dyn.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each file of `errors/` is a program with one mistake and, after a line of `====`, what is said
/// of it. Run with `-Ddyn.goldens=write` to write what is said now, then read the difference.
class SyntaxErrorsTest {
  private static final String RULER = "====\n";
  private static final Path FOLDER =
      Path.of("src/test/resources/dev/dyn/compiler/parse/errors").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> goldens() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var all = files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
      assertTrue(all.size() >= 40);
      return all.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path file) throws IOException {
    String content = Files.readString(file);
    int ruler = content.indexOf(RULER);
    String program = ruler < 0 ? content : content.substring(0, ruler);
    var problems = new Problems();
    Parser.parse(new Source("it.dyn", program), problems);
    String said = new TextRenderer(Palette.PLAIN).render(problems.sorted());
    if (System.getProperty("dyn.goldens", "").equals("write")) {
      Files.writeString(file, program + RULER + said);
    }
    assertTrue(problems.hasErrors() || said.startsWith("warning"));
    assertEquals(content.substring(ruler + RULER.length()), said);
  }
}
