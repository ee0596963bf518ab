package dev.dyn.driver;

import java.util.Arrays;
import java.util.Optional;

/// What computes. Both engines give the same bits.
public enum EngineKind {
  /// Compiles to JVM bytecode.
  JIT("jit"),
  /// Walks the intermediate representation: slow, and easy to follow.
  INTERPRETER("interpreter");

  private final String label;

  EngineKind(String label) {
    this.label = label;
  }

  /// As users write it.
  public String label() {
    return label;
  }

  /// The engine that a user names.
  public static Optional<EngineKind> named(String label) {
    return Arrays.stream(values()).filter(e -> e.label.equals(label)).findFirst();
  }
}
