package dev.dyn.driver.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads files out of JARs and folders of classes. What comes first wins, as on a class path.
final class LibraryFiles {
  private final List<String> folders;
  private final Map<String, byte[]> files = new TreeMap<>();

  /// @param folders what is read: names of folders that end with `/`
  LibraryFiles(List<String> folders) {
    this.folders = folders;
  }

  /// By their names in a JAR, ascending.
  Map<String, byte[]> all() {
    return files;
  }

  void addFrom(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      for (String folder : folders) {
        addFolder(root, root.resolve(folder));
      }
    } else if (Files.isRegularFile(root)) {
      addArchive(root);
    }
  }

  private void addFolder(Path root, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.putIfAbsent(name, Files.readAllBytes(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addArchive(Path root) throws IOException {
    try (ZipFile archive = new ZipFile(root.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        boolean isWanted = folders.stream().anyMatch(entry.getName()::startsWith);
        if (isWanted && !entry.isDirectory()) {
          try (InputStream in = archive.getInputStream(entry)) {
            files.putIfAbsent(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
  }
}
