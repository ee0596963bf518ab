package dev.dyn.compiler.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The programs that specify the language, for tests.
public final class Programs {
  private static final String FOLDER = "compiler/conformance/src/test/resources/programs";

  private Programs() {}

  /// File name to text, in the order of names.
  public static Map<String, String> all() {
    var programs = new TreeMap<String, String>();
    try (var files = Files.list(folder())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dyn")).toList()) {
        programs.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return programs;
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(FOLDER))) return at.resolve(FOLDER);
    }
    throw new IllegalStateException("No " + FOLDER + " above " + Path.of("").toAbsolutePath());
  }
}
