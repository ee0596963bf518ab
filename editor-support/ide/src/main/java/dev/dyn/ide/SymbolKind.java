package dev.dyn.ide;

import dev.dyn.compiler.syntax.BindKind;
import dev.dyn.compiler.syntax.QuantityKind;
import dev.dyn.compiler.syntax.SystemKind;

/// What a name is declared as.
public enum SymbolKind {
  MODULE("module"),
  IMPORTED("imported name"),
  CONSTANT("constant"),
  DATA("data"),
  FUNCTION("function"),
  SYSTEM("system"),
  NETWORK("network"),
  RULE("rule"),
  TRAINING("training"),
  EXPERIMENT("experiment"),
  PARAM("parameter"),
  INPUT("input"),
  STATE("state"),
  WEIGHT("weight"),
  OUTPUT("output"),
  DRAW("draw"),
  NOISE("noise"),
  LET("definition"),
  PART("part"),
  MODEL("model"),
  LAYER("layer"),
  BATCH("batch"),
  GRID("grid"),
  FIELD("field"),
  FORWARD("forward"),
  RECORD("record"),
  PARAMETER("argument"),
  INDEX("index");

  private final String word;

  SymbolKind(String word) {
    this.word = word;
  }

  /// In the language of users.
  public String word() {
    return word;
  }

  static SymbolKind of(SystemKind kind) {
    return switch (kind) {
      case SYSTEM -> SYSTEM;
      case NETWORK -> NETWORK;
      case RULE -> RULE;
      case TRAINING -> TRAINING;
    };
  }

  static SymbolKind of(QuantityKind kind) {
    return switch (kind) {
      case PARAM -> PARAM;
      case INPUT -> INPUT;
      case STATE -> STATE;
      case WEIGHT -> WEIGHT;
      case OUTPUT -> OUTPUT;
      case DRAW -> DRAW;
      case NOISE -> NOISE;
    };
  }

  static SymbolKind of(BindKind kind) {
    return switch (kind) {
      case PART -> PART;
      case MODEL -> MODEL;
      case LAYER -> LAYER;
      case ON -> BATCH;
      case GRID -> GRID;
    };
  }

  /// Whether it declares a system of some kind.
  public boolean isSystem() {
    return this == SYSTEM || this == NETWORK || this == RULE || this == TRAINING;
  }
}
