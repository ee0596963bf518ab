package dev.dyn.compiler.diagnostic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The pages that `dyn explain` shows: Markdown, one a code, beside the classes. Each says why, and
/// has a wrong program and a corrected one.
public final class Explanations {
  private Explanations() {}

  /// The page of a code. Every code has one; a test insists.
  public static String of(Code code) {
    try (var page = Explanations.class.getResourceAsStream(code.id() + ".md")) {
      if (page == null) throw new IllegalStateException("No page for " + code.id());
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
