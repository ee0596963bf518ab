package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.runtime.data.Outputs;
import java.util.List;

/// How a build ended.
public sealed interface BuildOutcome {
  /// The content of a JAR that runs by itself.
  record Built(Outputs.Content jar) implements BuildOutcome {}

  /// The program or the options have errors, or something in it cannot leave the house.
  record Rejected(List<Diagnostic> problems) implements BuildOutcome {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
