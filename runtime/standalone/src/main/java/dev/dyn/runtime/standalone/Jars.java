package dev.dyn.runtime.standalone;

import java.nio.file.Path;

/// The JAR that runs.
final class Jars {
  private Jars() {}

  /// Its file name, for the help.
  static String name() {
    Path path = Path.of(System.getProperty("java.class.path"));
    return path.getNameCount() == 0 ? "program.jar" : path.getFileName().toString();
  }
}
