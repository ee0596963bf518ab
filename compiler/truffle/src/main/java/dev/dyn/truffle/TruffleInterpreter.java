package dev.dyn.truffle;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.driver.Engine;
import dev.dyn.driver.Interpreter;

/// The interpreter of the command line. Nothing of Truffle is loaded before it is asked for an
/// engine.
public final class TruffleInterpreter implements Interpreter {
  @Override
  public Engine engine(Evaluator evaluator) {
    return new TruffleEngine(evaluator);
  }
}
