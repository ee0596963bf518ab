package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Says that a file cannot be written, and why.
final class Unwritable {
  private Unwritable() {}

  /// @param fallback the file, where the exception does not name it
  static Diagnostic diagnostic(IOException e, Path fallback) {
    String place =
        e instanceof FileSystemException f && f.getFile() != null
            ? f.getFile()
            : fallback.toString();
    return Diagnostic.of(
            CommandCodes.UNWRITABLE_FILE,
            "`" + place + "` cannot be written",
            CommandLineText.of(place).all())
        .note(reason(e));
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "writing there is not allowed";
      case FileAlreadyExistsException _, NotDirectoryException _ ->
          "a file stands where a folder is needed";
      case NoSuchFileException _ -> "the folder does not exist";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
