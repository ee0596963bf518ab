package dev.dyn.runtime.launcher;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// Finds a JDK with the Vector API among those installed, by the `release` file that each has.
final class Homes {
  static final int VERSION = 25;

  /// Where is looked, as users are told.
  static final String PLACES =
      "DYN_JAVA_HOME, JAVA_HOME, this Java, the path, /usr/lib/jvm, /opt, ~/.sdkman and ~/.jdks";

  private Homes() {}

  /// The first that fits. `-Ddyn.homes=none` looks nowhere, to see what is then said.
  static Optional<Path> find() {
    return "none".equals(System.getProperty("dyn.homes")) ? Optional.empty() : first();
  }

  private static Optional<Path> first() {
    for (Path home : candidates()) {
      if (fits(home)) {
        return Optional.of(home);
      }
    }
    return Optional.empty();
  }

  private static List<Path> candidates() {
    List<Path> all = new ArrayList<>();
    addNamed(all, System.getenv("DYN_JAVA_HOME"));
    addNamed(all, System.getenv("JAVA_HOME"));
    addNamed(all, System.getProperty("java.home"));
    String path = System.getenv("PATH");
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
      addOfJava(all, Path.of(folder, "java"));
    }
    String user = System.getProperty("user.home");
    for (String folder :
        List.of(
            "/usr/lib/jvm",
            "/opt/java",
            "/opt",
            user + "/.sdkman/candidates/java",
            user + "/.jdks",
            "C:\\Program Files\\Java",
            "C:\\Program Files\\Eclipse Adoptium")) {
      addEntries(all, Path.of(folder), "");
    }
    addEntries(all, Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home");
    return all;
  }

  private static void addNamed(List<Path> all, String home) {
    if (home != null && !home.isBlank()) {
      all.add(Path.of(home));
    }
  }

  /// The home of a `java`, links followed.
  private static void addOfJava(List<Path> all, Path java) {
    try {
      if (Files.isExecutable(java)) {
        all.add(java.toRealPath().getParent().getParent());
      }
    } catch (IOException e) {
      // A link that leads nowhere.
      return;
    }
  }

  private static void addEntries(List<Path> all, Path folder, String inside) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries.sorted().map(entry -> entry.resolve(inside)).forEach(all::add);
    } catch (IOException e) {
      // A folder that cannot be read has nothing for us.
      return;
    }
  }

  private static boolean fits(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isDirectory(home.resolve("bin"))) {
      return false;
    }
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(release)) {
      properties.load(text);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.matches(VERSION + "($|[.+-].*)")
        && properties.getProperty("MODULES", "").contains("jdk.incubator.vector");
  }
}
