package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Approved texts. `-Ddyn.rewrite=true` writes them anew; then the difference is reviewed.
final class Golden {
  private Golden() {}

  static void check(Path golden, String actual) {
    if (Boolean.getBoolean("dyn.rewrite")) {
      write(golden, actual);
    }
    assertTrue(
        Files.exists(golden), () -> "no approved text " + golden + "; it would be\n" + actual);
    assertEquals(CorpusProgram.read(golden), actual, golden::toString);
  }

  private static void write(Path golden, String text) {
    try {
      if (!Files.exists(golden) || !Files.readString(golden).equals(text)) {
        Files.writeString(golden, text);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
