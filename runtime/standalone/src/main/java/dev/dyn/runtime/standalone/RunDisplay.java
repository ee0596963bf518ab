package dev.dyn.runtime.standalone;

import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.program.RunText;
import dev.dyn.runtime.results.Expectation;

/// Shows a run while it happens, as `dyn run` does.
final class RunDisplay implements RunListener {
  private final ProgressLine progress;
  private final RunText text;

  RunDisplay(Terminal terminal, boolean isQuiet) {
    this.progress = new ProgressLine(terminal.err(), terminal.isLive() && !isQuiet);
    this.text =
        new RunText(
            terminal.colour(), isQuiet, line -> progress.aside(() -> terminal.out().println(line)));
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

  /// Shows what a stopped run has left.
  void end() {
    progress.end();
    text.end();
  }
}
