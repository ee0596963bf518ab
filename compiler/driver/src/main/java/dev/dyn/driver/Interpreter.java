package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;

/// What `--engine interpreter` stands for. The reference evaluator is one; the command line has a
/// faster one.
@FunctionalInterface
public interface Interpreter {
  /// The engine of one run.
  ///
  /// @param evaluator runs what the engine leaves to others, such as simulations inside a block
  Engine engine(Evaluator evaluator);
}
