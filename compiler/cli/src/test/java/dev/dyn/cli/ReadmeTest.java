package dev.dyn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.Dyn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows is what happens.
class ReadmeTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  /// The `number`-th block of code after `heading`.
  private static String block(String heading, int number) throws IOException {
    String text = readme();
    Matcher matcher = BLOCK.matcher(text.substring(text.indexOf(heading)));
    for (int k = 0; k <= number; k++) {
      assertTrue(matcher.find(), "the README has a block of code after " + heading);
    }
    return matcher.group(2);
  }

  @Test
  void theProgramIsTheExample() throws IOException {
    assertEquals(Files.readString(ROOT.resolve("examples/lorenz.dyn")), block("## A program", 0));
  }

  @Test
  void theProgramSaysWhatIsShown() throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    String[] arguments = {
      "run", ROOT.resolve("examples/lorenz.dyn").toString(), "--out", folder.toString()
    };
    assertEquals(
        0, Main.run(arguments, new Dyn(), console(out, err)), err.toString(StandardCharsets.UTF_8));
    assertEquals(
        withoutSeconds(block("## A program", 1)),
        withoutSeconds(out.toString(StandardCharsets.UTF_8)));
  }

  private static Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        false);
  }

  private static String withoutSeconds(String text) {
    return text.replaceAll("[0-9.]+ s\\b", "… s").strip();
  }

  @Test
  void allCommandsAreListed() throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `dyn (\\w+)").matcher(readme());
    while (row.find()) {
      listed.add(row.group(1));
    }
    Set<String> known =
        new TreeSet<>(
            DynCommand.commandLine(
                    new Dyn(), console(new ByteArrayOutputStream(), new ByteArrayOutputStream()))
                .getSubcommands()
                .keySet());
    assertEquals(known, listed);
  }
}
