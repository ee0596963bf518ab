package dev.dyn.cli;

import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Shows a run while it happens: printed lines at once, the expectations of an experiment at its
/// end.
final class RunDisplay implements RunListener {
  private final Console console;
  private final boolean quiet;
  private final ProgressLine progress;
  private final List<Expectation> expectations = new ArrayList<>();

  /// @param quiet show only expectations that failed, and no progress
  RunDisplay(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
    this.progress = new ProgressLine(console, !quiet);
  }

  @Override
  public void printed(String experiment, String line) {
    if (!quiet) say(line);
  }

  @Override
  public void explained(String experiment, String line) {
    say("note: " + line);
  }

  @Override
  public void expectation(String experiment, Expectation expectation) {
    expectations.add(expectation);
  }

  @Override
  public void progress(String what, double fraction) {
    progress.show(what, fraction);
  }

  @Override
  public void finished(String experiment, double seconds) {
    progress.end();
    var failed = expectations.stream().filter(e -> !e.passed()).toList();
    var shown = quiet ? failed : List.copyOf(expectations);
    var table = new ExpectationTable(console.colour());
    table.lines(shown).forEach(this::say);
    if (!quiet || !failed.isEmpty()) say(summary(experiment, failed.size(), seconds));
    expectations.clear();
  }

  private String summary(String experiment, int failed, double seconds) {
    String time = String.format(Locale.ROOT, seconds < 1 ? "%.3f s" : "%.2f s", seconds);
    int all = expectations.size();
    if (all == 0) return experiment + ": " + time;
    String what = all == 1 ? " expectation" : " expectations";
    String verdict = failed == 0 ? all + what + " met" : failed + " of " + all + what + " not met";
    return experiment + ": " + verdict + ", " + time;
  }

  /// Shows what a stopped run has left, and ends the progress line.
  void end() {
    progress.end();
    new ExpectationTable(console.colour()).lines(expectations).forEach(this::say);
    expectations.clear();
  }

  private void say(String line) {
    progress.aside(() -> console.out().println(line));
  }
}
