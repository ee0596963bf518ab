package dev.dyn.conformance;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Palette;
import dev.dyn.compiler.diagnostic.TextRenderer;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.EngineKind;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.truffle.TruffleInterpreter;
import java.util.List;

/// What a program of the corpus comes to, as text: warnings, then results, a failure or a refusal.
final class Outcomes {
  private static final TextRenderer RENDERER = new TextRenderer(Palette.PLAIN);

  private Outcomes() {}

  /// On the compiler to bytecode or on the reference evaluator.
  static String ofRun(CorpusProgram program, EngineKind engine, int threads) {
    return ofRun(new Dyn(), program, engine, threads);
  }

  /// On the interpreter of the command line.
  static String ofTruffle(CorpusProgram program, int threads) {
    return ofRun(new Dyn(new TruffleInterpreter()), program, EngineKind.INTERPRETER, threads);
  }

  private static String ofRun(Dyn dyn, CorpusProgram program, EngineKind engine, int threads) {
    Analysis analysis = dyn.analyze(program.source());
    RunOutcome outcome =
        dyn.run(
            analysis,
            RunDirective.of(program.text()).options(program, engine, threads),
            RunListener.silent());
    String warnings = analysis.hasErrors() ? "" : drawn(program, analysis.diagnostics());
    return warnings + (warnings.isEmpty() ? "" : "\n") + outcome(program, outcome);
  }

  private static String outcome(CorpusProgram program, RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Finished(var report) -> RunText.of(report);
      case RunOutcome.Failed(var report, var failure) ->
          RunText.of(report) + drawn(program, List.of(failure));
      case RunOutcome.Rejected(var problems) -> drawn(program, problems);
    };
  }

  /// All problems as `dyn check` draws them.
  static String drawn(CorpusProgram program, List<Diagnostic> problems) {
    return program.withoutFolders(RENDERER.render(problems));
  }
}
