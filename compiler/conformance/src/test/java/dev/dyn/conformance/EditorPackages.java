package dev.dyn.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The packages of Node that test the extension for VS Code. They are installed when a test first
/// wants them, as its lock file says.
final class EditorPackages {
  static final Path FOLDER = Path.of("../../editor-support/vscode").toAbsolutePath().normalize();

  private EditorPackages() {}

  /// Installs what is missing or of another version; without Node, or without a network, the test
  /// that asks is skipped and says why.
  static synchronized void require() {
    if (areThere()) {
      return;
    }
    NodeRun run = NodeRun.of(FOLDER, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    String last = run.output().strip();
    assumeTrue(
        run.status() == 0,
        "skipped, because `npm ci` in editor-support/vscode gave "
            + run.status()
            + ": "
            + last.substring(Math.max(0, last.length() - 300)));
  }

  private static boolean areThere() {
    Path installed = FOLDER.resolve("node_modules/.package-lock.json");
    try {
      return Files.exists(installed)
          && Files.getLastModifiedTime(installed)
                  .compareTo(Files.getLastModifiedTime(FOLDER.resolve("package-lock.json")))
              >= 0;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
