package dev.dyn.runtime.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/// The style and the script of a page, and the policy that lets a browser run them and nothing
/// else.
///
/// Plots are drawn with uPlot (its licence stands beside it in `uplot/LICENSE`).
final class PageParts {
  static final String STYLE = text("uplot/uPlot.min.css") + text("page.css");

  static final String SCRIPT =
      "/* uPlot 1.6.32, © Leon Sorokin, MIT License:\n"
          + text("uplot/LICENSE")
          + "\n*/\n"
          + text("uplot/uPlot.iife.min.js")
          + "\n(() => {\n\"use strict\";\n"
          + text("numbers.js")
          + text("frame.js")
          + text("curves.js")
          + text("image.js")
          + text("page.js")
          + "})();\n";

  /// Content security policy: this style and this script by their digests, nothing from anywhere.
  static final String POLICY =
      "default-src 'none'; script-src '"
          + digest(SCRIPT)
          + "'; style-src '"
          + digest(STYLE)
          + "'; base-uri 'none'; form-action 'none'";

  private PageParts() {}

  private static String text(String name) {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      Objects.requireNonNull(in, name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
