package dev.dyn.runtime.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Writes files so that each is there as a whole or not at all.
///
/// `close` removes what is unfinished; it may be called from another thread, such as the one that
/// ends the process after an interrupt.
public final class Outputs implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();

  /// What goes into a file.
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Makes sure that files can be written into a folder, which is created if it is not there.
  public static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, ".dyn-", ".tmp"));
  }

  /// Writes one file, replacing what was there: links are followed, permissions stay. Folders on
  /// the way are created.
  public void write(Path place, Content content) throws IOException {
    boolean replaces = Files.exists(place);
    Path file = replaces ? place.toRealPath() : place.toAbsolutePath();
    Path folder = file.getParent();
    Files.createDirectories(folder);
    String mark = "-" + ProcessHandle.current().pid() + ".tmp";
    Path temporary = folder.resolve("." + file.getFileName() + mark);
    unfinished.add(temporary);
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
        content.writeTo(out);
      }
      if (replaces) copyPermissions(file, temporary);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
      unfinished.remove(temporary);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    if (!from.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems cannot; the window is then as short as the system makes it.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    for (Path path : unfinished) Files.deleteIfExists(path);
  }
}
