package dev.dyn.compiler.doc;

import java.util.List;

/// The documentation of a declaration.
///
/// @param kind the word that declares it: `system`, `fn`, `experiment`, …
/// @param signature how it begins, as written: `rule Momentum(lr = 0.01, momentum = 0.9)`
/// @param text Markdown, which may be empty
public record DocEntry(
    String kind, String name, String signature, String text, List<DocPart> parts) {
  public DocEntry {
    parts = List.copyOf(parts);
  }
}
