package dev.dyn.compiler.syntax;

import java.util.Locale;

/// The words that declare a quantity of a system: name, type, and what it starts with.
public enum QuantityKind {
  PARAM,
  INPUT,
  STATE,
  WEIGHT,
  OUTPUT,
  DRAW,
  NOISE;

  /// As written.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
