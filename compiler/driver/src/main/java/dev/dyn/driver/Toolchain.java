package dev.dyn.driver;

import dev.dyn.compiler.source.Source;
import dev.dyn.runtime.program.RunListener;

/// What can be done with a program. Implementations keep no state between calls.
public interface Toolchain {
  /// Reads and checks a program. Never fails: what is wrong is in the analysis, complete or not.
  Analysis analyze(Source source);

  /// Runs the experiments of a program in the order of the file, on the calling thread.
  ///
  /// An analysis with errors, or options that do not fit the program, give `RunOutcome.Rejected`.
  RunOutcome run(Analysis analysis, RunOptions options, RunListener listener);

  /// Compares the gradients that the experiments take with forward mode and with differences, in
  /// random directions: one expectation each. Nothing else of the experiments is shown or written.
  RunOutcome compareGradients(Analysis analysis, RunOptions options, RunListener listener);

  /// Makes a JAR of all experiments that runs without Dyn. Of the options, the settings and the
  /// precision are fixed in it.
  BuildOutcome build(Analysis analysis, RunOptions options);
}
