package dev.dyn.compiler.syntax;

import java.util.Locale;

/// The words that bind a name to something made: `part a = Other()`.
public enum BindKind {
  PART,
  MODEL,
  LAYER,
  ON,
  GRID;

  /// As written.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
