package dev.dyn.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The texts of program files: on disk, or in an editor that has not saved them yet.
@FunctionalInterface
public interface FileTexts {
  /// The text of a file; empty if there is none that can be read.
  Optional<String> read(Path file);

  /// As they are on disk.
  FileTexts ON_DISK =
      file -> {
        try {
          return Optional.of(Files.readString(file));
        } catch (IOException _) {
          return Optional.empty();
        }
      };
}
