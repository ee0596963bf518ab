package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
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

  /// An engine of this kind.
  ///
  /// @param evaluator runs what the engine does not compile
  public Engine engine(Evaluator evaluator) {
    return switch (this) {
      case JIT -> new JvmEngine(evaluator);
      case INTERPRETER -> new EvaluatorEngine(evaluator);
    };
  }

  /// The engine that a user names.
  public static Optional<EngineKind> named(String label) {
    return Arrays.stream(values()).filter(e -> e.label.equals(label)).findFirst();
  }
}
