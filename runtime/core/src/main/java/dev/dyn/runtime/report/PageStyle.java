package dev.dyn.runtime.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/// How pages look that Dyn writes: in light and dark, on screens and on paper.
public final class PageStyle {
  /// CSS for the inside of a style element.
  public static final String TEXT = resource("page.css");

  /// What a content security policy calls `TEXT`.
  public static final String DIGEST = digest(TEXT);

  private PageStyle() {}

  /// A text beside this class.
  static String resource(String name) {
    try (InputStream in = PageStyle.class.getResourceAsStream(name)) {
      Objects.requireNonNull(in, name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a content security policy calls a script or style.
  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
