package dev.dyn.runtime.program;

import dev.dyn.runtime.results.Expectation;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Shows a run while it happens: its text, and how far it has come.
public final class RunDisplay implements RunListener {
  private final ProgressView progress;
  private final RunText text;
  private Predicate<String> told = line -> true;

  /// @param quiet show only expectations that failed
  /// @param out gets the lines, without their ends
  public RunDisplay(boolean colour, boolean quiet, Consumer<String> out, ProgressView progress) {
    this.progress = progress;
    this.text = new RunText(colour, quiet, line -> progress.aside(() -> out.accept(line)));
  }

  /// Of what is explained, only lines that `wanted` holds for.
  public RunDisplay explaining(Predicate<String> wanted) {
    told = wanted;
    return this;
  }

  @Override
  public void printed(String experiment, String line) {
    text.printed(experiment, line);
  }

  @Override
  public void explained(String experiment, String line) {
    if (told.test(line)) {
      text.explained(experiment, line);
    }
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

  /// Shows what a stopped run has left, and ends the progress.
  public void end() {
    progress.end();
    text.end();
  }
}
