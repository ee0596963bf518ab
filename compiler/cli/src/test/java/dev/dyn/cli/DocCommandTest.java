package dev.dyn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.SyntaxOnly;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int doc(String input, String... arguments) {
    out.reset();
    err.reset();
    var console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    String[] all = new String[arguments.length + 1];
    all[0] = "doc";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.run(all, new SyntaxOnly(), console);
  }

  @Test
  void theWholeLibraryIsThere() {
    assertEquals(0, doc("", "std"));
    String page = out.toString(StandardCharsets.UTF_8);
    for (String part :
        new String[] {
          "# std.nn\n",
          "## network `Dense`",
          "# std.optim\n",
          "## rule `Adam`",
          "## method `rk4`",
          "Kutta (1901)",
          "# Functions of numbers\n",
          "| `sin` |"
        }) {
      assertTrue(page.contains(part), part);
    }
    assertEquals(0, doc("", "std.methods"));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("# std.methods\n"));
  }

  @Test
  void pagesAreWrittenByTheirEndings() throws IOException {
    String program = "/// Says *hello*.\nexperiment e { print \"hello\" }\n";
    Path html = folder.resolve("deep/e.html");
    assertEquals(0, doc(program, "-", "-o", html.toString()));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(Files.readString(html).contains("<p>Says <em>hello</em>.</p>"));
    Path markdown = folder.resolve("e.md");
    assertEquals(0, doc(program, "-", "-o", markdown.toString()));
    assertTrue(Files.readString(markdown).contains("## experiment `e`\n\nSays *hello*."));
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals(64, doc("", "std.optin"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("std.optim"), err::toString);
    assertEquals(64, doc("", "std", "-o", "x.pdf"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(".html or .md"), err::toString);
    assertEquals(3, doc("", folder.resolve("none.dyn").toString()));
    assertEquals(2, doc("system {", "-"));
    assertEquals(64, doc(""));
  }
}
