package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.source.Source;
import dev.dyn.runtime.program.RunListener;
import java.util.List;

/// Reads programs and finds what is wrong with their text, and runs none: what the formatter needs.
public final class SyntaxOnly implements Toolchain {
  @Override
  public Analysis analyze(Source source) {
    var problems = new Problems();
    var module = Parser.parse(source, problems);
    return new Analysis(source, module, problems.sorted());
  }

  @Override
  public RunOutcome run(Analysis analysis, RunOptions options, RunListener listener) {
    if (analysis.hasErrors()) return new RunOutcome.Rejected(analysis.diagnostics());
    var place = analysis.source().span(0, 0);
    return new RunOutcome.Rejected(
        List.of(
            Diagnostic.of(
                CommandCodes.NOT_A_DYN_FILE, "this toolchain reads programs only", place)));
  }
}
