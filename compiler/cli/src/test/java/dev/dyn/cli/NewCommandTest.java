package dev.dyn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.format.Formatter;
import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int dyn(String... arguments) {
    out.reset();
    err.reset();
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    return Main.run(arguments, new Dyn(), console);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  /// A new program has no problems, is laid out, claims something and keeps its word.
  @ParameterizedTest
  @EnumSource
  void everyTemplateRuns(Template template) throws IOException {
    String file = folder.resolve("my-model.dyn").toString();
    String name = file.substring(0, file.length() - ".dyn".length());
    assertEquals(0, dyn("new", name, "--template", template.word()), this::said);
    String text = Files.readString(Path.of(file));
    assertEquals(text, Formatter.format(new Source(file, text)).orElseThrow());
    assertTrue(text.contains("system MyModel") && text.contains("experiment my_model {"), text);
    assertFalse(text.contains("@"), text);

    assertEquals(0, dyn("check", file), this::said);
    assertTrue(said().contains("no problems"), this::said);
    assertEquals(0, dyn("run", file), this::said);
    assertTrue(said().contains("  ✓ "), this::said);
    assertEquals(0, dyn("new", "--help"));
    assertTrue(said().contains(template.word() + ": "), this::said);
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.dyn"), "mine");
    assertEquals(3, dyn("new", file.toString()));
    assertTrue(said().contains("is there already"), this::said);
    assertEquals("mine", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2d", "a b", "-x-", "", "for", "a.b"})
  void whatIsNoNameIsRefused(String name) throws IOException {
    assertEquals(64, dyn("new", folder.resolve("x") + "/" + name), this::said);
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @Test
  void templatesThatAreNotThereAreSaid() {
    assertEquals(64, dyn("new", "a", "--template", "pde"));
    assertTrue(said().contains("there are `ode`, `sde`"), this::said);
  }

  @Test
  void namesWithoutSmallLettersHaveAnExperimentToo() throws IOException {
    assertEquals(0, dyn("new", folder.resolve("振り子").toString()), this::said);
    assertTrue(Files.readString(folder.resolve("振り子.dyn")).contains("experiment 振り子_runs {"));
  }
}
