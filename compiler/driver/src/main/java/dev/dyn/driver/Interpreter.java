package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.runtime.program.Step;
import java.util.function.Consumer;

/// What `--engine interpreter` stands for. The reference evaluator is one; the command line has a
/// faster one.
@FunctionalInterface
public interface Interpreter {
  /// The engine of one run.
  ///
  /// @param evaluator runs what the engine leaves to others, such as simulations inside a block
  Engine engine(Evaluator evaluator);

  /// Runs the steps of an experiment, in order.
  ///
  /// @param run runs one
  default void execute(PlannedScript script, Consumer<Step> run) {
    script.program().steps().forEach(run);
  }
}
