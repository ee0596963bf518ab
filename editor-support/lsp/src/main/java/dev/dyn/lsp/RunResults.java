package dev.dyn.lsp;

import dev.dyn.ide.LastRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where editors let programs write what they find: `.dyn/NAME` beside `NAME.dyn`.
final class RunResults {
  private RunResults() {}

  /// The folder of the results of a program.
  static Path folder(Path program) {
    String file = program.getFileName().toString();
    String name = file.endsWith(".dyn") ? file.substring(0, file.length() - 4) : file;
    return program.resolveSibling(".dyn").resolve(name);
  }

  /// What the last run of a program said; nothing if there was none.
  static List<LastRun.Outcome> of(Path program) {
    Path file = folder(program).resolve("results.json");
    try {
      return Files.isRegularFile(file) ? LastRun.read(Files.readString(file)) : List.of();
    } catch (IOException _) { // half written, or not ours
      return List.of();
    }
  }
}
