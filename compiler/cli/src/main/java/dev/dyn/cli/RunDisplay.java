package dev.dyn.cli;

import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.program.RunText;
import dev.dyn.runtime.results.Expectation;

/// Shows a run while it happens: its text, and on a terminal how far it has come.
final class RunDisplay implements RunListener {
  private final ProgressLine progress;
  private final RunText text;

  /// @param quiet show only expectations that failed, and no progress
  RunDisplay(Console console, boolean quiet) {
    this.progress = new ProgressLine(console, !quiet);
    this.text =
        new RunText(
            console.colour(), quiet, line -> progress.aside(() -> console.out().println(line)));
  }

  @Override
  public void printed(String experiment, String line) {
    text.printed(experiment, line);
  }

  @Override
  public void explained(String experiment, String line) {
    text.explained(experiment, line);
  }

  @Override
  public void expectation(String experiment, Expectation expectation) {
    text.expectation(experiment, expectation);
  }

  @Override
  public void progress(String what, double fraction) {
    progress.show(what, fraction);
  }

  @Override
  public void finished(String experiment, double seconds) {
    progress.end();
    text.finished(experiment, seconds);
  }

  /// Shows what a stopped run has left, and ends the progress line.
  void end() {
    progress.end();
    text.end();
  }
}
