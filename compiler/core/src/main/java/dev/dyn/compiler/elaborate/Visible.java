package dev.dyn.compiler.elaborate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Functions of the standard library that every program sees without an import: the activations of
/// `std.nn`, listed in `std/visible.txt`. The module is read when one of them is first used, so
/// that other programs do not wait for it.
public final class Visible {
  /// Where they are declared.
  static final String MODULE = "std.nn";

  private static final List<String> NAMES = read();

  private Visible() {}

  public static List<String> names() {
    return NAMES;
  }

  private static List<String> read() {
    try (InputStream in = Visible.class.getResourceAsStream("/std/visible.txt")) {
      Objects.requireNonNull(in, "std/visible.txt");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
