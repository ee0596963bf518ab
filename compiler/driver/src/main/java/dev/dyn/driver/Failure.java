package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.RunCodes;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.checkpoint.CheckpointProblem;
import dev.dyn.runtime.exec.RunFailure;

/// A failure of a run as a problem at its place in the program.
public final class Failure {
  private Failure() {}

  static Diagnostic diagnostic(RunFailure failure, Source source) {
    Code code = Code.named(failure.code()).orElse(RunCodes.BAD_ARGUMENT);
    Diagnostic problem = Diagnostic.of(code, failure.getMessage(), place(failure.site(), source));
    for (String note : failure.notes()) {
      problem = problem.note(note);
    }
    return problem;
  }

  static Diagnostic diagnostic(CheckpointProblem failure, Source source) {
    Code code = Code.named(failure.code()).orElse(CommandCodes.BROKEN_CHECKPOINT);
    Diagnostic problem = Diagnostic.of(code, failure.getMessage(), source.span(0, 0));
    for (String note : failure.notes()) {
      problem = problem.note(note);
    }
    return problem;
  }

  /// The word at an offset.
  public static Span place(int site, Source source) {
    int length = source.text().length();
    if (site < 0 || site >= length) {
      return source.span(0, 0);
    }
    int end = site;
    while (end < length && Character.isUnicodeIdentifierPart(source.text().charAt(end))) {
      end++;
    }
    return source.span(site, Math.max(end, Math.min(site + 1, length)));
  }
}
