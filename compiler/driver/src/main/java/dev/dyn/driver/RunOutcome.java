package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.runtime.results.RunReport;
import java.util.List;

/// How a run ended.
public sealed interface RunOutcome {
  /// Every experiment ran to its end; expectations may have failed.
  record Finished(RunReport report) implements RunOutcome {}

  /// The run stopped at something only the run could know. The report has what came before.
  record Failed(RunReport report, Diagnostic failure) implements RunOutcome {}

  /// Nothing ran: the program or the options have errors.
  record Rejected(List<Diagnostic> problems) implements RunOutcome {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
