package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import java.util.Arrays;
import java.util.Optional;

/// What computes. All engines give the same bits.
public enum EngineKind {
  /// Compiles to JVM bytecode.
  JIT("jit"),
  /// Walks the intermediate representation: slower, and easy to follow.
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
  /// @param interpreter what [#INTERPRETER] stands for
  public Engine engine(Evaluator evaluator, Interpreter interpreter) {
    return switch (this) {
      case JIT -> new JvmEngine(evaluator);
      case INTERPRETER -> interpreter.engine(evaluator);
    };
  }

  /// The engine that a user names.
  public static Optional<EngineKind> named(String label) {
    return Arrays.stream(values()).filter(e -> e.label.equals(label)).findFirst();
  }
}
