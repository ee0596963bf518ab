package dev.dyn.compiler.syntax;

import java.util.Locale;

/// The four words that begin the declaration of a system.
public enum SystemKind {
  SYSTEM,
  NETWORK,
  RULE,
  TRAINING;

  /// As written.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
