package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.elaborate.Meanings;
import dev.dyn.compiler.elaborate.Modules;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.resolve.Bindings;
import dev.dyn.compiler.source.Source;
import dev.dyn.runtime.program.RunListener;
import java.util.List;

/// Reads programs and finds what is wrong with their text, and runs none: what the formatter needs.
public final class SyntaxOnly implements Toolchain {
  @Override
  public Analysis analyze(Source source) {
    var problems = new Problems();
    var module = Parser.parse(source, problems);
    return new Analysis(
        source, module, Bindings.NONE, Meanings.NONE, Modules.NONE, problems.sorted());
  }

  @Override
  public RunOutcome run(Analysis analysis, RunOptions options, RunListener listener) {
    if (analysis.hasErrors()) return new RunOutcome.Rejected(analysis.diagnostics());
    return new RunOutcome.Rejected(List.of(readsOnly(analysis)));
  }

  @Override
  public RunOutcome compareGradients(Analysis analysis, RunOptions options, RunListener listener) {
    return run(analysis, options, listener);
  }

  @Override
  public BuildOutcome build(Analysis analysis, RunOptions options) {
    return new BuildOutcome.Rejected(
        analysis.hasErrors() ? analysis.diagnostics() : List.of(readsOnly(analysis)));
  }

  private static Diagnostic readsOnly(Analysis analysis) {
    return Diagnostic.of(
        CommandCodes.NOT_A_DYN_FILE,
        "this toolchain reads programs only",
        analysis.source().span(0, 0));
  }
}
