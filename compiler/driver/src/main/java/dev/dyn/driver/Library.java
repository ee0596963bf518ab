package dev.dyn.driver;

import dev.dyn.compiler.method.MethodLibrary;
import dev.dyn.compiler.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The texts of the standard library.
public final class Library {
  private Library() {}

  /// The modules that a program may import, in the order of `std/modules.txt`: `std.nn`, ….
  public static List<String> modules() {
    return text("/std/modules.txt").lines().map(name -> "std." + name).toList();
  }

  /// The files of the integration methods: `std.methods.rk4`, ….
  public static List<String> methods() {
    return MethodLibrary.names().stream().map(name -> "std.methods." + name).toList();
  }

  /// The text of a module or method.
  public static Optional<Source> source(String name) {
    return Stream.concat(modules().stream(), methods().stream()).anyMatch(name::equals)
        ? Optional.of(new Source(name, text("/" + name.replace('.', '/') + ".dyn")))
        : Optional.empty();
  }

  private static String text(String resource) {
    try (InputStream in = Library.class.getResourceAsStream(resource)) {
      Objects.requireNonNull(in, resource);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
