package dev.dyn.cli;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.RunCodes;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// What is said when something went wrong that nobody foresaw. `DYN_DEBUG=1` shows where.
final class Fault implements IExecutionExceptionHandler {
  private final Console console;

  Fault(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e).code();
  }

  /// Says it and gives the status.
  ExitStatus report(Throwable fault) {
    if (System.getenv("DYN_DEBUG") != null) fault.printStackTrace(console.err());
    if (fault instanceof OutOfMemoryError) {
      return console.fail(
          Diagnostic.of(
                  RunCodes.OUT_OF_MEMORY,
                  "the run needs more memory than there is",
                  CommandLineText.of("dyn").all())
              .note(
                  "at most %,d MB were allowed; `DYN_JAVA_OPTIONS=-Xmx8g dyn …` allows 8 GB"
                      .formatted(Runtime.getRuntime().maxMemory() >> 20)));
    }
    console.err().println("fault: this is a mistake in Dyn, not in your program.");
    console.err().println("  " + fault);
    console
        .err()
        .println("  With `DYN_DEBUG=1` in the environment it shows where; please report that.");
    return ExitStatus.FAULT;
  }
}
