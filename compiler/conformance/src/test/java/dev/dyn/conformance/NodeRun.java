package dev.dyn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What a command of Node came to.
///
/// @param status its status; 127 if there is no such command, 124 if it took too long
/// @param output what it wrote, errors included
record NodeRun(int status, String output) {
  private static final int PATIENCE = 300;

  /// Runs a command in a folder.
  static NodeRun of(Path folder, String... command) {
    try {
      Path output = Files.createTempFile("node", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
        if (!ended) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
        }
        return new NodeRun(
            ended ? process.exitValue() : 124, Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException absent) {
      return new NodeRun(127, String.valueOf(absent.getMessage()));
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
