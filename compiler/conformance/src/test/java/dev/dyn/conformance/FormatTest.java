package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All Java is laid out as google-java-format does; `-Ddyn.rewrite=true` lays it out.
///
/// A test and no build plugin: the plugin would run on Maven's own JVM, where the formatter does
/// not know the language of today.
class FormatTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> FOLDERS = List.of("runtime", "compiler", "grammar", "stdlib");

  @Test
  void allJavaIsLaidOut() throws IOException {
    boolean rewrite = Boolean.getBoolean("dyn.rewrite");
    List<String> wrong =
        sources().filter(file -> isWrong(file, rewrite)).map(Path::toString).toList();
    assertEquals(List.of(), rewrite ? List.of() : wrong);
  }

  private static Stream<Path> sources() throws IOException {
    Stream<Path> all = Stream.empty();
    for (String folder : FOLDERS) {
      all = Stream.concat(all, Files.walk(ROOT.resolve(folder)));
    }
    return all.filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
        .parallel();
  }

  private static boolean isWrong(Path file, boolean rewrite) {
    try {
      String text = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (rewrite && !formatted.equals(text)) {
        Files.writeString(file, formatted);
      }
      return !formatted.equals(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (FormatterException failure) {
      throw new IllegalStateException(file + ": " + failure.getMessage(), failure);
    }
  }
}
