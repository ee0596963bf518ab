package dev.dyn.runtime.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out where the output of this process goes.
final class Terminals {
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private Terminals() {}

  /// Whether standard error is a terminal. Where the system does not tell, it is taken for one if
  /// there is a console.
  static boolean hasErrors() {
    if (Files.isSymbolicLink(ERRORS)) {
      try {
        return Files.readSymbolicLink(ERRORS).toString().matches("/dev/(pts/|tty|console).*");
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
