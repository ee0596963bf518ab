package dev.dyn.truffle;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.driver.Engine;
import dev.dyn.driver.Interpreter;
import dev.dyn.driver.PlannedScript;
import dev.dyn.runtime.program.Step;
import dev.dyn.truffle.nodes.ExperimentRootNode;
import java.util.Optional;
import java.util.function.Consumer;

/// The interpreter of a context: its nodes know the program's text, so that tools find them.
record ContextInterpreter(DynLanguage language, ProgramText text) implements Interpreter {
  @Override
  public Engine engine(Evaluator evaluator) {
    return new TruffleEngine(Optional.of(language), evaluator, text);
  }

  @Override
  public void execute(PlannedScript script, Consumer<Step> run) {
    new ExperimentRootNode(
            language, script.program().name(), script.program().steps(), script.sites(), run, text)
        .getCallTarget()
        .call();
  }
}
