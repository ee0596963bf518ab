package dev.dyn.runtime.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out where the output of this process goes.
final class Terminals {
  private static final Path OUTPUTS = Path.of("/proc/self/fd");

  private Terminals() {}

  /// Whether standard error is a terminal.
  static boolean hasErrors() {
    return has("2");
  }

  /// Whether standard output is a terminal.
  static boolean hasResults() {
    return has("1");
  }

  /// Where the system does not tell, a stream is taken for a terminal if there is a console.
  private static boolean has(String stream) {
    Path link = OUTPUTS.resolve(stream);
    if (Files.isSymbolicLink(link)) {
      try {
        return Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty|console).*");
      } catch (IOException e) {
        return false;
      }
    }
    return System.console() != null && isTerminal(System.console());
  }

  /// From Java 22 on there may be a console without a terminal, and a method that tells.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
