package dev.dyn.lsp;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Addresses of texts in the protocol, and names of sources here: paths, as the compiler shows
/// them.
final class Uris {
  private Uris() {}

  /// The file at an address; empty for texts that are in no file yet.
  static Optional<Path> path(String uri) {
    try {
      return uri.startsWith("file:")
          ? Optional.of(Path.of(URI.create(uri)).toAbsolutePath().normalize())
          : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException _) {
      return Optional.empty();
    }
  }

  /// The name of the source at an address.
  static String name(String uri) {
    return path(uri).map(Path::toString).orElse(uri);
  }

  /// The address of a source. The library is in no file, so a copy is made that can be looked at.
  static String uri(Source source) {
    String name = source.name();
    return Library.source(name)
        .map(Uris::copy)
        .orElseGet(() ->
            name.contains("://") || name.startsWith("untitled:")
                ? name
                : Path.of(name).toUri().toString());
  }

  private static String copy(Source library) {
    try {
      String file = library.name().replace('.', '/') + ".dyn";
      String folder = "dyn-library-" + Integer.toHexString(library.text().hashCode());
      Path copy = Path.of(System.getProperty("java.io.tmpdir"), folder, file);
      if (!Files.exists(copy)) {
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, library.text());
      }
      return copy.toUri().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
